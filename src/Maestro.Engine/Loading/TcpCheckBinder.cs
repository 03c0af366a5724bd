using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads a tcp check.</summary>
internal static class TcpCheckBinder
{
    public static CheckDraft? Bind(Section section)
    {
        if (section["port"] is not { } port)
        {
            section.Node.ErrorAtKey(DiagnosticCodes.InvalidCheck, "The check lacks its 'port', the name of a port of the instance.");
            return null;
        }

        return port.Text("the name of a port of the instance", DiagnosticCodes.InvalidCheck) is { } name
            && CheckTiming.Apply(section, new TcpCheckSpec(name)) is { } check
            ? new CheckDraft(check, port, name)
            : null;
    }
}
