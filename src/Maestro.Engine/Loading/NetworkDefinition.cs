using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>A network as far as it could be read. Its name on the ship waits for the environment's name, unless the file gives it.</summary>
internal sealed record NetworkDefinition(Network Network, BoundNode Place)
{
    private const char Substitute = '-';

    public Network ToModel(string environment)
        => Network.ActualName.Length > 0 ? Network : Network with { ActualName = $"{Clean(environment)}_{Network.Name}" };

    // An environment may be called anything, a network may not.
    private static string Clean(string environment)
        => string.Concat(environment.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or Substitute ? c : Substitute)).TrimStart('.', '_', Substitute);
}
