import CMS from "./sveltia/index.js";

CMS.init();
