import "./ui/style.css";
import { Home } from "./ui/home/view";
import { mountPage } from "./ui/page";

// The code goes on in the fragment, which browsers do not send: no log ever holds one.
mountPage(() => <Home onCode={(code) => location.assign(`/join#${encodeURIComponent(code)}`)} />);
