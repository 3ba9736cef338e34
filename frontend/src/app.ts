// Every behaviour of the pages. Each works on attributes that the templates set; without script the pages still work.
import htmx from "htmx.org";
import "../styles/app.css";
import { announceFailures } from "./behaviours/failures";
import { closeMenus } from "./behaviours/menus";
import { focusAfterSwap } from "./behaviours/focus";
import { listenToKeys } from "./behaviours/keys";
import { openDialogs } from "./behaviours/dialogs";
import { submitOnChange } from "./behaviours/changes";
import { takeDrops } from "./behaviours/drops";
import { takeSignatures } from "./behaviours/signatures";

htmx.config.includeIndicatorStyles = false; // a style element that the content policy would refuse
htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.historyCacheSize = 0; // pages hold personal data: none of it is kept in the browser's storage
htmx.config.scrollIntoViewOnBoost = false;

listenToKeys(document);
closeMenus(document);
openDialogs(document);
focusAfterSwap(document);
submitOnChange(document);
announceFailures(document);
takeDrops(document);
takeSignatures(document);
