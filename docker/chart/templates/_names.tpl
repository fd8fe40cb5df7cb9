{{- define "dsppo.name" -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "dsppo.labels" -}}
app.kubernetes.io/name: dsppo
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- define "dsppo.pullSecrets" -}}
{{- with .Values.images.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

{{- define "dsppo.podSecurity" -}}
securityContext:
  runAsNonRoot: true
  runAsUser: 9999
  fsGroup: 9999
  seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "dsppo.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  capabilities: { drop: [ALL] }
{{- end -}}

{{/* What every command of the command line gets. */}}
{{- define "dsppo.kafkaArgs" -}}
- --bootstrap-servers
- {{ .Values.kafka.bootstrapServers | quote }}
- --topic-prefix
- {{ .Values.kafka.topicPrefix | quote }}
{{- range $key, $value := .Values.kafka.settings }}
- --kafka
- {{ printf "%s=%v" $key $value | quote }}
{{- end }}
{{- end -}}

{{/* A job that runs a command once and again until it succeeds: (dict "root" $ "part" NAME "args" ARGS). */}}
{{- define "dsppo.once" -}}
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ include "dsppo.name" .root }}-{{ .part }}
  labels:
    {{- include "dsppo.labels" .root | nindent 4 }}
  annotations:
    helm.sh/hook: {{ .hook }}
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  backoffLimit: 10
  template:
    metadata:
      labels:
        {{- include "dsppo.labels" .root | nindent 8 }}
    spec:
      restartPolicy: OnFailure
      automountServiceAccountToken: false
      {{- include "dsppo.pullSecrets" .root | nindent 6 }}
      {{- include "dsppo.podSecurity" .root | nindent 6 }}
      containers:
        - name: {{ .part }}
          image: {{ .root.Values.images.cli | quote }}
          imagePullPolicy: {{ .root.Values.images.pullPolicy }}
          {{- include "dsppo.containerSecurity" .root | nindent 10 }}
          resources:
            requests: { cpu: 200m, memory: 512Mi }
            limits: { memory: 1Gi }
          args:
            {{- toYaml .args | nindent 12 }}
            {{- include "dsppo.kafkaArgs" .root | nindent 12 }}
          {{- with .mount }}
          volumeMounts:
            - { name: site, mountPath: /site, readOnly: true }
          {{- end }}
      {{- with .mount }}
      volumes:
        - name: site
          configMap: { name: {{ . }} }
      {{- end }}
{{- end -}}
