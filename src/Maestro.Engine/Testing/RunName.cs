using System.Security.Cryptography;

namespace Maestro.Engine.Testing;

/// <summary>Names for copies that nobody has named.</summary>
internal static class RunName
{
    // Neither vowels nor what looks like a digit: no words, no confusion.
    private const string Letters = "bcdfghjkmnpqrstvwxz";

    private const int Length = 6;

    /// <summary>A name that no other copy has: one of 47 million.</summary>
    public static string Fresh() => RandomNumberGenerator.GetString(Letters, Length);
}
