// three's Basis transcoder is compiled with an embind that writes its call wrappers as text and hands them to `new
// Function`. Our content security policy has no 'unsafe-eval', and with it KTX2 textures would hang without an error
// (three issue 34389). This plugin replaces embind's two code generators by closures that do the same, and fails the build
// when three changes the file, so that a broken transcoder is never shipped. Under `vite dev` there is no policy and
// the original file is used.
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

interface Replacement {
  readonly from: string;
  readonly to: string;
}

const INVOKER: Replacement = {
  from:
    "let[args,invokerFnBody]=createJsInvoker(argTypes,isClassMethodFunc,returns,isAsync);args.push(invokerFnBody);" +
    "var invokerFn=newFunc(Function,args)(...closureArgs);",
  to:
    "var first=isClassMethodFunc?1:2;" +
    "var invokerFn=function(...given){" +
    "if(given.length!==argCount-2){throwBindingError('function '+humanName+' called with '+given.length+' arguments, expected '+(argCount-2))}" +
    "var destructors=needsDestructorStack?[]:null;var wired=[];" +
    "for(var i=first;i<argCount;++i){wired.push(argTypes[i]['toWireType'](destructors,i===1?this:given[i-2]))}" +
    "var rv=cppInvokerFunc(cppTargetFunc,...wired);" +
    "if(needsDestructorStack){runDestructors(destructors)}else{for(var i=first;i<argCount;++i){" +
    "if(argTypes[i].destructorFunction!==null){argTypes[i].destructorFunction(wired[i-first])}}}" +
    "if(returns){return argTypes[0]['fromWireType'](rv)}};",
};

const METHOD_CALLER: Replacement = {
  from: "params.push(functionBody);var invokerFunction=newFunc(Function,params)(...args);",
  to:
    "var invokerFunction=function(obj,func,destructorsRef,packed){" +
    "var at=0;var list=kind===0?[obj]:[];" +
    "for(var i=0;i<argCount;++i){list.push(types[i].readValueFromPointer(packed+at));at+=types[i]['argPackAdvance']}" +
    "var rv=kind===1?new func(...list):func.call(...list);" +
    "if(!retType.isVoid){return emval_returnValue(retType,destructorsRef,rv)}};",
};

const URL_OF_TRANSCODER = "new URL( '../libs/basis/basis_transcoder.js', import.meta.url ).toString()";

/** Replaces both generators; throws when the file is not the one this was written for. */
export function withoutEval(source: string): string {
  for (const { from, to } of [INVOKER, METHOD_CALLER]) {
    const parts = source.split(from);
    if (parts.length !== 2) {
      throw new Error("basis_transcoder.js has changed: build/basis.ts must be written anew for this version of three");
    }
    source = parts.join(to);
  }
  return source;
}

/** Ships the patched transcoder in place of three's, under a name that carries the hash of what is inside. */
export function basisWithoutEval(): Plugin {
  return {
    name: "rehearsal:basis-without-eval",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      const file = id.split("?")[0] ?? id;
      if (!file.endsWith("/loaders/KTX2Loader.js")) {
        return null;
      }
      if (!code.includes(URL_OF_TRANSCODER)) {
        throw new Error("KTX2Loader.js names its transcoder differently: see build/basis.ts");
      }
      const original = file.replace("loaders/KTX2Loader.js", "libs/basis/basis_transcoder.js");
      const source = withoutEval(readFileSync(original, "utf8"));
      const asset = this.emitFile({ type: "asset", name: "basis_transcoder.js", source });
      return { code: code.replace(URL_OF_TRANSCODER, `import.meta.ROLLUP_FILE_URL_${asset}`), map: null };
    },
  };
}
