using System.Xml;
using System.Xml.Linq;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Artifacts;

/// <summary>A file of settings for VSTest that gives tests the variables of an environment beside what the settings of the user say.</summary>
public static class RunSettingsFile
{
    // What VSTest and MSTest take from the folder that the settings are in.
    private static readonly string[] Paths = ["RunConfiguration/ResultsDirectory", "RunConfiguration/DotNetHostPath", "MSTest/SettingsFile", "MSTestV2/SettingsFile"];

    /// <summary>Writes the file; its folder is made if it is not there.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="variables">What tests find in their environment. A variable that the user's settings have as well keeps the value of the user.</param>
    /// <param name="over">The settings of the user, which are kept; null for none.</param>
    /// <exception cref="MaestroException">The settings of the user cannot be read, or the file cannot be written.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, string>> variables, string? over)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(variables);
        var settings = string.IsNullOrWhiteSpace(over) ? new XDocument(new XElement("RunSettings")) : Read(over);
        var own = Child(Child(settings.Root!, "RunConfiguration"), "EnvironmentVariables");
        foreach (var (name, value) in variables.Where(v => RunSettings.CanBeSaid(v.Key) && own.Element(v.Key) is null))
        {
            own.Add(new XElement(name, RunSettings.Printable(value)));
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            settings.Save(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MaestroException(Diagnostic.Error(DiagnosticCodes.FileNotWritten, $"The settings for the tests cannot be written to '{path}': {exception.Message}"), exception);
        }
    }

    private static XDocument Read(string path)
    {
        try
        {
            var settings = XDocument.Load(path, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo);
            if (settings.Root!.Name != "RunSettings")
            {
                throw Refusal(path, $"its root is <{settings.Root.Name.LocalName}>; expected <RunSettings>.", settings.Root);
            }

            Root(settings.Root, Path.GetDirectoryName(Path.GetFullPath(path))!);
            return settings;
        }
        catch (XmlException exception)
        {
            throw new MaestroException(
                Diagnostic.Error(DiagnosticCodes.RunSettingsUnreadable, $"The settings for tests are no XML: {exception.Message}", new SourceLocation(path, exception.LineNumber, exception.LinePosition)),
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MaestroException(
                Diagnostic.Error(DiagnosticCodes.RunSettingsUnreadable, $"The settings for tests cannot be read: {exception.Message}", new SourceLocation(path)),
                exception);
        }
    }

    // The file lies elsewhere than what it is made from.
    private static void Root(XElement settings, string folder)
    {
        foreach (var element in Paths.Select(p => p.Split('/').Aggregate((XElement?)settings, (parent, name) => parent?.Element(name))).OfType<XElement>())
        {
            element.Value = Rooted(element.Value, folder);
        }

        foreach (var path in settings.Elements().Where(e => e.Name.LocalName.StartsWith("MSTest", StringComparison.Ordinal)).Elements("AssemblyResolution").Elements("Directory").Attributes("path"))
        {
            path.Value = Rooted(path.Value, folder);
        }
    }

    private static string Rooted(string path, string folder)
        => path.Length == 0 || path.StartsWith('%') || Path.IsPathRooted(path) ? path : Path.GetFullPath(path.Replace('\\', Path.DirectorySeparatorChar), folder);

    private static XElement Child(XElement parent, string name)
    {
        if (parent.Element(name) is not { } child)
        {
            child = new XElement(name);
            parent.Add(child);
        }

        return child;
    }

    private static MaestroException Refusal(string path, string why, IXmlLineInfo place)
        => new(Diagnostic.Error(DiagnosticCodes.RunSettingsUnreadable, $"The settings for tests are no .runsettings: {why}", new SourceLocation(path, place.LineNumber, place.LinePosition)));
}
