namespace Maestro.Engine.Diagnostics;

/// <summary>Every code that Maestro reports. A code keeps its meaning for ever; one that falls out of use is not given again.</summary>
public static class DiagnosticCodes
{
    private static readonly List<DiagnosticCode> Known = [];

    /// <summary>The .NET SDK that runs the build is too old for the task package.</summary>
    public static readonly DiagnosticCode SdkTooOld = Add(2, "the .NET SDK is too old");

    /// <summary>The environment file does not exist.</summary>
    public static readonly DiagnosticCode FileNotFound = Add(101, "file not found");

    /// <summary>A file exists and cannot be read.</summary>
    public static readonly DiagnosticCode FileUnreadable = Add(102, "file cannot be read");

    /// <summary>The text is not YAML.</summary>
    public static readonly DiagnosticCode YamlSyntax = Add(103, "YAML syntax error");

    /// <summary>A mapping has the same key twice.</summary>
    public static readonly DiagnosticCode DuplicateKey = Add(104, "duplicate key");

    /// <summary>The file holds more than one YAML document, none, or one that is no mapping.</summary>
    public static readonly DiagnosticCode NotOneMapping = Add(105, "the file is not one mapping");

    /// <summary>The file is larger, deeper or more expanded by aliases than any environment needs.</summary>
    public static readonly DiagnosticCode FileTooLarge = Add(106, "the file is too large, too deep or expands too far");

    /// <summary>Files include each other in a circle.</summary>
    public static readonly DiagnosticCode IncludeCycle = Add(107, "files include each other in a circle");

    /// <summary>An included file does not lie below the environment file's folder.</summary>
    public static readonly DiagnosticCode IncludeOutside = Add(108, "included file outside the folder");

    /// <summary>The template in the file cannot be parsed.</summary>
    public static readonly DiagnosticCode TemplateSyntax = Add(201, "template syntax error");

    /// <summary>The template uses a name or an environment variable that is not set.</summary>
    public static readonly DiagnosticCode VariableUndefined = Add(202, "undefined variable");

    /// <summary>The template uses a statement, a filter or a test that is not known.</summary>
    public static readonly DiagnosticCode TemplateUnsupported = Add(203, "template construct not supported");

    /// <summary>The template uses an attribute, a key or an item that a value does not have.</summary>
    public static readonly DiagnosticCode TemplateAttribute = Add(204, "undefined attribute or item");

    /// <summary>The template does with a value what cannot be done with it.</summary>
    public static readonly DiagnosticCode TemplateOperation = Add(205, "template operation not possible");

    /// <summary>A file that the template brings in does not exist.</summary>
    public static readonly DiagnosticCode TemplateFileNotFound = Add(206, "included file not found");

    /// <summary>A file that the template brings in does not lie below the environment file's folder.</summary>
    public static readonly DiagnosticCode TemplateFileOutside = Add(207, "included file outside the folder");

    /// <summary>The template does more than any environment needs.</summary>
    public static readonly DiagnosticCode TemplateLimit = Add(208, "template too large, too deep or too long");

    /// <summary>A field that must be there is missing.</summary>
    public static readonly DiagnosticCode FieldMissing = Add(301, "required field is missing");

    /// <summary>A field has a value of the wrong type.</summary>
    public static readonly DiagnosticCode WrongType = Add(302, "wrong type");

    /// <summary>A field has a value that is not valid.</summary>
    public static readonly DiagnosticCode InvalidValue = Add(303, "invalid value");

    /// <summary>A key is not known.</summary>
    public static readonly DiagnosticCode UnknownKey = Add(304, "unknown key");

    /// <summary>A name refers to a ship, service or instance that is not in the file.</summary>
    public static readonly DiagnosticCode UnknownName = Add(305, "unknown name");

    /// <summary>Two instances have the same name.</summary>
    public static readonly DiagnosticCode DuplicateInstance = Add(306, "duplicate instance name");

    /// <summary>Services require each other in a circle.</summary>
    public static readonly DiagnosticCode DependencyCycle = Add(307, "dependency cycle");

    /// <summary>A port is not written in a form that is understood.</summary>
    public static readonly DiagnosticCode InvalidPort = Add(308, "invalid port");

    /// <summary>Two instances publish the same port of one ship.</summary>
    public static readonly DiagnosticCode PortClash = Add(309, "port clash");

    /// <summary>A volume is not valid.</summary>
    public static readonly DiagnosticCode InvalidVolume = Add(310, "invalid volume");

    /// <summary>A lifecycle check is not valid.</summary>
    public static readonly DiagnosticCode InvalidCheck = Add(311, "invalid lifecycle check");

    /// <summary>A label begins with the reserved prefix <c>maestro.</c>.</summary>
    public static readonly DiagnosticCode ReservedLabel = Add(313, "reserved label");

    /// <summary>The file relies on something that is going away.</summary>
    public static readonly DiagnosticCode Deprecated = Add(314, "deprecated");

    /// <summary>A variable of the user is replaced by one that Maestro sets.</summary>
    public static readonly DiagnosticCode VariableOverridden = Add(315, "variable overridden");

    /// <summary>The file does not state its schema, and that matters for what it says.</summary>
    public static readonly DiagnosticCode SchemaAssumed = Add(316, "schema not stated");

    /// <summary>TLS is spoken to an engine that is not verified.</summary>
    public static readonly DiagnosticCode UnverifiedTls = Add(317, "TLS without verification");

    /// <summary>The file or the variable that holds a secret is not there.</summary>
    public static readonly DiagnosticCode SecretUnavailable = Add(318, "secret not available");

    /// <summary>A name on the command line is neither a service nor an instance.</summary>
    public static readonly DiagnosticCode UnknownThing = Add(401, "unknown service or instance");

    /// <summary>A filter matches nothing.</summary>
    public static readonly DiagnosticCode NothingSelected = Add(402, "nothing selected");

    /// <summary>Options exclude each other, or a value is not valid.</summary>
    public static readonly DiagnosticCode InvalidOption = Add(403, "invalid option");

    /// <summary>A play over everything was asked for without saying so.</summary>
    public static readonly DiagnosticCode AllRequired = Add(404, "--all is required");

    /// <summary>Graphviz is not installed, or cannot draw.</summary>
    public static readonly DiagnosticCode GraphvizNeeded = Add(431, "Graphviz is needed");

    /// <summary>A file that was asked for cannot be written.</summary>
    public static readonly DiagnosticCode FileNotWritten = Add(432, "file cannot be written");

    /// <summary>The files about a play cannot be written.</summary>
    public static readonly DiagnosticCode ArtifactsNotWritten = Add(461, "artifacts cannot be written");

    /// <summary>The ship refused the connection.</summary>
    public static readonly DiagnosticCode ConnectionRefused = Add(501, "connection refused");

    /// <summary>The ship did not answer in time.</summary>
    public static readonly DiagnosticCode ConnectionTimedOut = Add(502, "connection timed out");

    /// <summary>The ship's name cannot be resolved.</summary>
    public static readonly DiagnosticCode HostNameUnknown = Add(503, "host name unknown");

    /// <summary>Something answers that is not a Docker engine.</summary>
    public static readonly DiagnosticCode NotADockerEngine = Add(504, "not a Docker engine");

    /// <summary>The engine is too old, or too new for the pinned API version.</summary>
    public static readonly DiagnosticCode EngineVersion = Add(505, "Docker engine version not supported");

    /// <summary>The engine's socket does not exist.</summary>
    public static readonly DiagnosticCode SocketMissing = Add(506, "engine socket not found");

    /// <summary>The engine's socket may not be opened by this user.</summary>
    public static readonly DiagnosticCode PermissionDenied = Add(507, "permission denied");

    /// <summary>The connection broke.</summary>
    public static readonly DiagnosticCode ConnectionLost = Add(508, "connection lost");

    /// <summary>The authority of the engine's certificate is not trusted.</summary>
    public static readonly DiagnosticCode CertificateNotTrusted = Add(510, "certificate not trusted");

    /// <summary>The engine's certificate has ended, or has not begun.</summary>
    public static readonly DiagnosticCode CertificateOutOfDate = Add(511, "certificate out of date");

    /// <summary>The engine's certificate is for other names than the one by which the ship is reached.</summary>
    public static readonly DiagnosticCode CertificateNameWrong = Add(512, "certificate for another name");

    /// <summary>The engine wants a client's certificate, and none is given.</summary>
    public static readonly DiagnosticCode ClientCertificateMissing = Add(513, "client certificate missing");

    /// <summary>The engine does not accept the client's certificate.</summary>
    public static readonly DiagnosticCode ClientCertificateRefused = Add(514, "client certificate refused");

    /// <summary>The client's certificate has ended, or has not begun.</summary>
    public static readonly DiagnosticCode ClientCertificateOutOfDate = Add(515, "client certificate out of date");

    /// <summary>TLS is asked for, and what listens there speaks none.</summary>
    public static readonly DiagnosticCode SpeaksNoTls = Add(516, "no TLS on that port");

    /// <summary>What listens there speaks TLS, and it is not asked for.</summary>
    public static readonly DiagnosticCode ExpectsTls = Add(517, "TLS expected");

    /// <summary>The two sides do not come to terms about TLS, or a file for it cannot be used.</summary>
    public static readonly DiagnosticCode TlsFailed = Add(518, "TLS failed");

    /// <summary>The engine takes connections and does not answer.</summary>
    public static readonly DiagnosticCode EngineDoesNotAnswer = Add(519, "engine does not answer");

    /// <summary>The client of OpenSSH is not on this machine.</summary>
    public static readonly DiagnosticCode SshMissing = Add(521, "OpenSSH is needed");

    /// <summary>The host key of an SSH server is not known.</summary>
    public static readonly DiagnosticCode SshHostKeyUnknown = Add(522, "SSH host key unknown");

    /// <summary>The host key of an SSH server is not the known one.</summary>
    public static readonly DiagnosticCode SshHostKeyChanged = Add(523, "SSH host key changed");

    /// <summary>The SSH server does not let the user in.</summary>
    public static readonly DiagnosticCode SshLoginRefused = Add(524, "SSH login refused");

    /// <summary>The private key for SSH cannot be used.</summary>
    public static readonly DiagnosticCode SshKeyUnusable = Add(525, "SSH key cannot be used");

    /// <summary>The SSH server drops connections.</summary>
    public static readonly DiagnosticCode SshServerBusy = Add(526, "SSH server drops connections");

    /// <summary>The SSH server does not lead on to the engine; a warning where the engine was found at its usual socket.</summary>
    public static readonly DiagnosticCode SshForwardRefused = Add(527, "engine not found behind SSH");

    /// <summary>A host on the way to the SSH server does not lead there.</summary>
    public static readonly DiagnosticCode SshJumpFailed = Add(528, "SSH jump host failed");

    /// <summary>The client of OpenSSH ended for another reason.</summary>
    public static readonly DiagnosticCode SshFailed = Add(529, "SSH failed");

    /// <summary>The engine refused a request.</summary>
    public static readonly DiagnosticCode EngineError = Add(601, "Docker engine error");

    /// <summary>A container ended while it was waited for.</summary>
    public static readonly DiagnosticCode ContainerDied = Add(602, "container died");

    /// <summary>A lifecycle check did not pass before its deadline.</summary>
    public static readonly DiagnosticCode CheckFailed = Add(603, "lifecycle check failed");

    /// <summary>A port of the ship is taken by something else.</summary>
    public static readonly DiagnosticCode PortTaken = Add(604, "port is taken");

    /// <summary>The image is not there and cannot be pulled.</summary>
    public static readonly DiagnosticCode ImageUnavailable = Add(605, "image not available");

    /// <summary>The container's name is taken by a container of something else.</summary>
    public static readonly DiagnosticCode NameTaken = Add(606, "container name is taken");

    /// <summary>The container did not stop.</summary>
    public static readonly DiagnosticCode StopFailed = Add(607, "container did not stop");

    /// <summary>The play's deadline passed.</summary>
    public static readonly DiagnosticCode PlayTimedOut = Add(608, "the play's deadline passed");

    /// <summary>The play was cancelled.</summary>
    public static readonly DiagnosticCode PlayCancelled = Add(609, "cancelled");

    /// <summary>A service is stopped while others that require it go on running.</summary>
    public static readonly DiagnosticCode DependantsLeftRunning = Add(611, "dependants are left running");

    /// <summary>An instance is started while what it requires does not run.</summary>
    public static readonly DiagnosticCode DependenciesNotRunning = Add(612, "dependencies are not running");

    /// <summary>The command that tells a secret failed.</summary>
    public static readonly DiagnosticCode SecretCommandFailed = Add(613, "command of a secret failed");

    /// <summary>The image is not on the ship, and the file says never to pull it.</summary>
    public static readonly DiagnosticCode ImageNotPulled = Add(621, "image missing and never pulled");

    /// <summary>A network that somebody else makes is not on the ship.</summary>
    public static readonly DiagnosticCode NetworkMissing = Add(622, "external network missing");

    /// <summary>A network of that name belongs to something else.</summary>
    public static readonly DiagnosticCode NetworkTaken = Add(623, "network name is taken");

    /// <summary>A network that is there no longer matches the environment file.</summary>
    public static readonly DiagnosticCode NetworkOutdated = Add(624, "network is outdated");

    /// <summary>An instance has no container, or not one that runs.</summary>
    public static readonly DiagnosticCode NoContainer = Add(631, "no container");

    /// <summary>A command could not be run in a container.</summary>
    public static readonly DiagnosticCode ExecFailed = Add(632, "command cannot be run");

    /// <summary>An auditor could not be told of all that happened.</summary>
    public static readonly DiagnosticCode AuditFailed = Add(641, "auditor not reached");

    /// <summary>Ships use different images under one name.</summary>
    public static readonly DiagnosticCode ImagesDiffer = Add(651, "ships differ in an image");

    /// <summary>The registry does not let this user have the image.</summary>
    public static readonly DiagnosticCode PullDenied = Add(652, "registry denies the image");

    /// <summary>The registry did not answer, or not as it should, on every try.</summary>
    public static readonly DiagnosticCode RegistryUnavailable = Add(653, "registry does not answer");

    /// <summary>A copy shares something with its environment and with other copies.</summary>
    public static readonly DiagnosticCode CopyShares = Add(661, "copy is not isolated");

    /// <summary>There is no copy of that name.</summary>
    public static readonly DiagnosticCode NoSuchCopy = Add(662, "no such copy");

    /// <summary>Something else took a port that others have been told of as a copy's.</summary>
    public static readonly DiagnosticCode CopyPortTaken = Add(663, "port of a copy is taken");

    /// <summary>No port of the ship is left for a copy.</summary>
    public static readonly DiagnosticCode NoPortLeft = Add(664, "no port left for a copy");

    /// <summary>A volume of that name belongs to something else.</summary>
    public static readonly DiagnosticCode VolumeTaken = Add(665, "volume name is taken");

    /// <summary>What is left of an expired copy could not be removed.</summary>
    public static readonly DiagnosticCode SweepFailed = Add(666, "expired copy not swept");

    /// <summary>The time of a copy is over, and others may remove it.</summary>
    public static readonly DiagnosticCode CopyIsOver = Add(667, "copy is over its time");

    /// <summary>The log of an instance could not be read for the files about a play that failed.</summary>
    public static readonly DiagnosticCode LogNotKept = Add(671, "log not kept");

    /// <summary>The summary that a build server shows of a job could not be written.</summary>
    public static readonly DiagnosticCode SummaryNotWritten = Add(672, "job summary not written");

    /// <summary>It cannot be noted that a copy is in use.</summary>
    public static readonly DiagnosticCode RunNotRecorded = Add(681, "use of a copy cannot be noted");

    /// <summary>The containers of tests are kept, as was asked for.</summary>
    public static readonly DiagnosticCode CopyKept = Add(682, "copy is kept");

    /// <summary>The containers of tests could not be taken down.</summary>
    public static readonly DiagnosticCode CopyLeftBehind = Add(683, "copy was not taken down");

    /// <summary>An environment has no endpoint of that name.</summary>
    public static readonly DiagnosticCode NoSuchEndpoint = Add(684, "no such endpoint");

    /// <summary>The settings that the user has for tests cannot be read.</summary>
    public static readonly DiagnosticCode RunSettingsUnreadable = Add(685, "run settings unreadable");

    /// <summary>Tests run where a build has no part in it.</summary>
    public static readonly DiagnosticCode TestingPlatformMissing = Add(686, "package for the test platform is missing");
    /// <summary>An image could not be built.</summary>
    public static readonly DiagnosticCode ImageNotBuilt = Add(691, "image cannot be built");

    /// <summary>What an image is made from is not there, or is something else.</summary>
    public static readonly DiagnosticCode BuildInputMissing = Add(692, "nothing to build an image from");

    /// <summary>An image could not be brought onto a ship.</summary>
    public static readonly DiagnosticCode ImageNotLoaded = Add(693, "image cannot be loaded");

    /// <summary>An image that is built by somebody else than the file says is none that the file runs.</summary>
    public static readonly DiagnosticCode BuildForNobody = Add(694, "built image belongs to no service");

    /// <summary>Another run on this machine holds the environment.</summary>
    public static readonly DiagnosticCode Locked = Add(701, "locked by another run");

    /// <summary>All codes, in order.</summary>
    public static IReadOnlyList<DiagnosticCode> All => Known;

    private static DiagnosticCode Add(int number, string title)
    {
        var code = new DiagnosticCode($"MAESTRO{number:000}", title);
        Known.Add(code);
        return code;
    }
}
