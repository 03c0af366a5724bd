using Maestro.Engine.Diagnostics;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Makes sure that the files of one environment do not state different schemas: what volumes mean hangs on it.</summary>
internal sealed class StatedSchema
{
    private YamlScalar? _first;

    /// <summary>Looks at the header of a file.</summary>
    public void Look(YamlMapping? file, DiagnosticBag diagnostics)
    {
        if (file?.Find("__maestro")?.Value is not YamlMapping header || header.Find("schema")?.Value is not YamlScalar { IsNull: false } schema)
        {
            return;
        }

        _first ??= schema;
        if (schema.Text != _first.Text)
        {
            diagnostics.Add(Diagnostic.Error(
                DiagnosticCodes.InvalidValue,
                $"This file states schema '{schema.Text}', and {_first.Location.File} states '{_first.Text}'; all files of an environment have one schema.",
                schema.Location,
                "__maestro/schema"));
        }
    }
}
