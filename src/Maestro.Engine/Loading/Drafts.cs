using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>A named port with the place where it is declared.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Readable">The port; null when it is none, which has been told then.</param>
internal sealed record PortDraft(BoundNode Place, PortMapping? Readable)
{
    public string Name => Place.Name;

    /// <summary>The port of one that could be read.</summary>
    public PortMapping Mapping => Readable!;
}

/// <summary>A name of something else in the file.</summary>
/// <param name="Name">The name.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="IsKey">Whether it is the key of its place, and not the value.</param>
internal sealed record Reference(string Name, BoundNode Place, bool IsKey = false)
{
    /// <summary>Reports a mistake at the name.</summary>
    public void Error(DiagnosticCode code, string message)
    {
        if (IsKey)
        {
            Place.ErrorAtKey(code, message);
        }
        else
        {
            Place.Error(code, message);
        }
    }
}

/// <summary>A registry, and the secret that its password comes from, or null.</summary>
internal sealed record RegistryDraft(Reference? Secret, Registry Model);

/// <summary>A ship as far as it could be read; there is no model when something is wrong with it.</summary>
internal sealed record ShipDraft(string Name, Ship? Model);
