// Ajv as it comes, strict, with the formats that its documentation says to add.
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { check, contract } from "./events.mjs";

const ajv = new Ajv2020();
addFormats(ajv);
check("ajv", ajv.compile(contract));
