using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads a rexec check.</summary>
internal static class RemoteExecCheckBinder
{
    public static CheckDraft? Bind(Section section)
        => CommandCheckBinder.Command(section) is { } command && CommandCheckBinder.Timed(section, new RemoteExecCheckSpec(command)) is { } check
            ? new CheckDraft(check, section.Node)
            : null;
}
