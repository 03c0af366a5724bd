namespace Maestro.Engine.Docker;

/// <summary>The engine cannot be reached, or does not speak as a Docker engine does.</summary>
internal sealed class DockerConnectionException : Exception
{
    public DockerConnectionException(ConnectionProblem problem, string message, Exception? inner = null)
        : base(message, inner) => Problem = problem;

    public ConnectionProblem Problem { get; }

    /// <summary>The one that an exception was caused by; null when there is none.</summary>
    public static DockerConnectionException? In(Exception? exception)
        => exception is null or DockerConnectionException ? exception as DockerConnectionException : In(exception.InnerException);
}

/// <summary>Why an engine cannot be reached.</summary>
internal enum ConnectionProblem
{
    Refused,
    TimedOut,
    HostNameUnknown,
    NotADockerEngine,
    EngineVersion,
    SocketMissing,
    PermissionDenied,
    Lost,
    CertificateNotTrusted,
    CertificateOutOfDate,
    CertificateNameWrong,
    ClientCertificateMissing,
    ClientCertificateRefused,
    ClientCertificateOutOfDate,
    SpeaksNoTls,
    ExpectsTls,
    TlsFailed,
    NoAnswer,
    SshMissing,
    SshHostKeyUnknown,
    SshHostKeyChanged,
    SshLoginRefused,
    SshKeyUnusable,
    SshServerBusy,
    SshForwardRefused,
    SshJumpFailed,
    SshFailed,
}
