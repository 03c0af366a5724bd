using System.Text;
using System.Xml;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Artifacts;

/// <summary>The endpoints as settings of a test run: VSTest gives its test hosts the variables that they name.</summary>
internal static class RunSettings
{
    private static readonly XmlWriterSettings Style = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };

    public static string Of(PlayResult result)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (var xml = XmlWriter.Create(text, Style))
        {
            xml.WriteStartElement("RunSettings");
            xml.WriteStartElement("RunConfiguration");
            xml.WriteStartElement("EnvironmentVariables");
            foreach (var (name, value) in EndpointVariables.Of(result))
            {
                Write(xml, name, value);
            }

            xml.WriteEndDocument();
        }

        return text.Append('\n').ToString();
    }

    private static void Write(XmlWriter xml, string name, string value)
    {
        if (CanBeSaid(name))
        {
            xml.WriteElementString(name, Printable(value));
        }
        else
        {
            xml.WriteComment($" {Printable(name)} cannot be said in settings; endpoints.env has it ");
        }
    }

    /// <summary>A variable is an element here, and not every name is one of an element: none begins with a digit.</summary>
    internal static bool CanBeSaid(string name) => name.Length > 0 && XmlConvert.IsStartNCNameChar(name[0]) && name.All(XmlConvert.IsNCNameChar);

    internal static string Printable(string value)
        => string.Concat(value.EnumerateRunes().Where(r => r.Value > char.MaxValue || XmlConvert.IsXmlChar((char)r.Value)));
}
