package server

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

// operationAt names the operation behind each route of the API, so that it is known who may call it before anything of the request
// is read. What is missing here nobody may call, and a test finds it.
var operationAt = map[string]string{
	"GET /healthz":                                         "getHealth",
	"GET /api/about":                                       "getAbout",
	"GET /authority.crt":                                   "getAuthority",
	"POST /api/join/look-up":                               "lookUpCode",
	"POST /api/join":                                       "join",
	"GET /api/seat":                                        "getSeat",
	"POST /api/seat/ticket":                                "takeTicket",
	"GET /api/socket":                                      "openSocket",
	"POST /api/staff/welcome":                              "acceptInvitation",
	"POST /api/staff/sign-in":                              "signIn",
	"POST /api/staff/sign-out":                             "signOut",
	"GET /api/staff/me":                                    "getMe",
	"POST /api/staff/invitations":                          "inviteStaff",
	"POST /api/uploads":                                    "createUpload",
	"GET /api/uploads/{upload}":                            "getUpload",
	"PATCH /api/uploads/{upload}":                          "writeUpload",
	"DELETE /api/uploads/{upload}":                         "dropUpload",
	"GET /api/scenes":                                      "listScenes",
	"POST /api/scenes":                                     "addScene",
	"GET /api/scenes/{scene}":                              "getScene",
	"PATCH /api/scenes/{scene}":                            "renameScene",
	"DELETE /api/scenes/{scene}":                           "deleteScene",
	"GET /api/scenes/{scene}/compare":                      "compareVersions",
	"GET /api/scenes/{scene}/versions":                     "listVersions",
	"POST /api/scenes/{scene}/versions":                    "addVersion",
	"POST /api/scenes/{scene}/repairs":                     "repairVersion",
	"POST /api/scenes/{scene}/meaning":                     "editMeaning",
	"POST /api/scenes/{scene}/variants":                    "addVariant",
	"PATCH /api/scenes/{scene}/variants/{variant}":         "changeVariant",
	"DELETE /api/scenes/{scene}/variants/{variant}":        "deleteVariant",
	"GET /api/scenes/{scene}/versions/{version}/thumbnail": "getThumbnail",
	"PUT /api/scenes/{scene}/versions/{version}/thumbnail": "putThumbnail",
	"GET /api/scenes/{scene}/versions/{version}/export":    "exportVersion",
	"GET /api/scenes/{scene}/{file}":                       "getSceneFile",
	"GET /api/sessions":                                    "listSessions",
	"POST /api/sessions":                                   "openSession",
	"GET /api/sessions/{session}":                          "getSession",
	"POST /api/sessions/{session}/close":                   "closeSession",
	"POST /api/sessions/{session}/seat":                    "takeFacilitatorSeat",
	"GET /api/sessions/{session}/qr.svg":                   "getSessionQr",
	"GET /api/sessions/{session}/replay":                   "getReplay",
	"GET /api/sessions/{session}/replay/tail":              "getReplayTail",
	"GET /api/sessions/{session}/replay/{firstTick}":       "getReplayChunk",
}

// routeOf is the route that a request took, with the names of its parameters in place of their values; "" if it took none.
func routeOf(r *http.Request) string {
	if c := chi.RouteContext(r.Context()); c != nil {
		return c.RoutePattern()
	}
	return ""
}

// operationOf is the operation that a request asks for. HEAD asks for what GET does.
func operationOf(r *http.Request) string {
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	return operationAt[method+" "+routeOf(r)]
}
