/** What a scene looks like, or the place where its picture will be: an empty room. */

export function ScenePicture({ src, alt = "" }: { readonly src: string; readonly alt?: string }) {
  return src === "" ? <Unpictured /> : <img class="scene-picture" src={src} alt={alt} width="640" height="400" loading="lazy" />;
}

function Unpictured() {
  return (
    <svg class="scene-picture" viewBox="0 0 640 400" aria-hidden="true" preserveAspectRatio="xMidYMid slice">
      <path d="M0 0h640v400H0z" fill="#f3ecdf" />
      <path d="M160 90h320v180H160zM0 0l160 90M640 0L480 90M0 400l160-130M640 400L480 270" fill="none" stroke="#c7bba5" stroke-width="4" stroke-dasharray="10 10" />
      <path d="M290 270v-96h60v96" fill="none" stroke="#a79a82" stroke-width="4" />
    </svg>
  );
}
