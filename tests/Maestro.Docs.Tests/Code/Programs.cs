using Maestro.Docs.Tests.Pages;
using Maestro.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Maestro.Docs.Tests.Code;

/// <summary>Compiles programs and classes with all packages at hand.</summary>
internal static class Programs
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;

    private const string UsingsOfOurs = """
        global using Maestro.Engine;
        global using Maestro.Engine.Model;
        global using Maestro.Engine.Planning;
        global using Maestro.Engine.Templates;
        global using Maestro.Guest;
        global using Xunit;

        """;

    private const string UsingsOfFrosting = """
        global using Cake.Core;
        global using Cake.Core.IO;
        global using Cake.Frosting;

        """;

    // What the reader's own build has.
    private const string BuildContext = """
        public sealed class BuildContext(ICakeContext context) : FrostingContext(context)
        {
            public string Stage { get; } = "test";
        }

        """;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    /// <summary>All that the tests themselves run with.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(f => f.EndsWith(".dll", StringComparison.Ordinal))
            .Select(f => MetadataReference.CreateFromFile(f)),
    ];

    public static IReadOnlyList<string> MistakesIn(Snippet snippet) => MistakesIn(snippet, Tree(UsingsOfOurs, "usings"));

    /// <summary>Beside the tasks that come as source with the addin, and what Cake.Frosting has for them.</summary>
    public static IReadOnlyList<string> MistakesWithFrosting(Snippet snippet)
    {
        var tasks = Directory.GetFiles(RepositoryFolder.PathOf("src", "Maestro.Cake", "frosting"), "*.cs");
        return MistakesIn(
            snippet,
            [Tree(UsingsOfFrosting, "usings"), Tree(FrostingShape.Text, "frosting"), Tree(BuildContext, "context"), .. tasks.Select(f => Tree(File.ReadAllText(f), f))]);
    }

    public static IReadOnlyList<string> Mistakes(CSharpCompilation compilation)
        => [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString())];

    private static IReadOnlyList<string> MistakesIn(Snippet snippet, params SyntaxTree[] others)
    {
        var tree = Tree(snippet.InItsPlace(), snippet.Page);
        var isProgram = tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();
        var options = new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary);
        return Mistakes(CSharpCompilation.Create("Snippet", [tree, Tree(ImplicitUsings, "usings"), .. others], References, options));
    }

    private static CSharpSyntaxTree Tree(string text, string path) => (CSharpSyntaxTree)CSharpSyntaxTree.ParseText(text, Options, path);
}
