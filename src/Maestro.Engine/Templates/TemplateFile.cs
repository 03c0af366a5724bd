using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Templates;

/// <summary>Reads a file by the name that a template gives it.</summary>
internal delegate TemplateFile TemplateFileReader(string name);

/// <summary>A file that a template brings in, or why it cannot be had.</summary>
/// <param name="Name">Its name, as places show it.</param>
/// <param name="Text">What it says; with a trouble: what the trouble is.</param>
/// <param name="Trouble">What kind of trouble there is; null for none.</param>
internal sealed record TemplateFile(string Name, string Text, DiagnosticCode? Trouble = null);
