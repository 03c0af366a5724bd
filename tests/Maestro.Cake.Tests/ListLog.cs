using System.Globalization;
using Cake.Core.Diagnostics;

namespace Maestro.Cake.Tests;

/// <summary>A log of Cake that remembers what it shows at its verbosity, formatted as Cake formats it.</summary>
internal sealed class ListLog : ICakeLog
{
    public Verbosity Verbosity { get; set; } = Verbosity.Diagnostic;

    public List<(LogLevel Level, string Text)> Entries { get; } = [];

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        if (verbosity <= Verbosity)
        {
            Entries.Add((level, string.Format(CultureInfo.InvariantCulture, format, args)));
        }
    }
}
