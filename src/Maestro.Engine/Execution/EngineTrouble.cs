using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>Puts what a Docker engine did not do into words that say what to do.</summary>
internal static class EngineTrouble
{
    public static Diagnostic Describe(Ship ship, DockerConnectionException trouble)
        => Diagnostic.Error(CodeOf(trouble.Problem), $"Ship {ship.Name}: {trouble.Message}", ship.Location);

    public static Diagnostic Describe(Ship ship, DockerApiException trouble)
        => Diagnostic.Error(DiagnosticCodes.EngineError, $"The Docker engine of ship {ship.Name} refused {trouble.Request}: {Sentence(trouble.Message)}", ship.Location);

    public static Diagnostic DescribeLog(Instance instance, DockerApiException trouble)
        => Diagnostic.Error(DiagnosticCodes.EngineError, $"The log of {instance.Name} on ship {instance.Ship} cannot be read: {Sentence(trouble.Message)}", instance.Location);

    /// <summary>What the engine said, as a sentence.</summary>
    public static string Sentence(string message)
    {
        var text = message.Trim();
        return text.EndsWith('.') ? text : text + ".";
    }

    private static DiagnosticCode CodeOf(ConnectionProblem problem) => problem switch
    {
        ConnectionProblem.Refused => DiagnosticCodes.ConnectionRefused,
        ConnectionProblem.TimedOut => DiagnosticCodes.ConnectionTimedOut,
        ConnectionProblem.HostNameUnknown => DiagnosticCodes.HostNameUnknown,
        ConnectionProblem.NotADockerEngine => DiagnosticCodes.NotADockerEngine,
        ConnectionProblem.EngineVersion => DiagnosticCodes.EngineVersion,
        ConnectionProblem.SocketMissing => DiagnosticCodes.SocketMissing,
        ConnectionProblem.PermissionDenied => DiagnosticCodes.PermissionDenied,
        ConnectionProblem.CertificateNotTrusted => DiagnosticCodes.CertificateNotTrusted,
        ConnectionProblem.CertificateOutOfDate => DiagnosticCodes.CertificateOutOfDate,
        ConnectionProblem.CertificateNameWrong => DiagnosticCodes.CertificateNameWrong,
        ConnectionProblem.ClientCertificateMissing => DiagnosticCodes.ClientCertificateMissing,
        ConnectionProblem.ClientCertificateRefused => DiagnosticCodes.ClientCertificateRefused,
        ConnectionProblem.ClientCertificateOutOfDate => DiagnosticCodes.ClientCertificateOutOfDate,
        ConnectionProblem.SpeaksNoTls => DiagnosticCodes.SpeaksNoTls,
        ConnectionProblem.ExpectsTls => DiagnosticCodes.ExpectsTls,
        ConnectionProblem.TlsFailed => DiagnosticCodes.TlsFailed,
        ConnectionProblem.SshMissing => DiagnosticCodes.SshMissing,
        ConnectionProblem.SshHostKeyUnknown => DiagnosticCodes.SshHostKeyUnknown,
        ConnectionProblem.SshHostKeyChanged => DiagnosticCodes.SshHostKeyChanged,
        ConnectionProblem.SshLoginRefused => DiagnosticCodes.SshLoginRefused,
        ConnectionProblem.SshKeyUnusable => DiagnosticCodes.SshKeyUnusable,
        ConnectionProblem.SshServerBusy => DiagnosticCodes.SshServerBusy,
        ConnectionProblem.SshForwardRefused => DiagnosticCodes.SshForwardRefused,
        ConnectionProblem.SshJumpFailed => DiagnosticCodes.SshJumpFailed,
        ConnectionProblem.SshFailed => DiagnosticCodes.SshFailed,
        ConnectionProblem.NoAnswer => DiagnosticCodes.EngineDoesNotAnswer,
        _ => DiagnosticCodes.ConnectionLost,
    };
}
