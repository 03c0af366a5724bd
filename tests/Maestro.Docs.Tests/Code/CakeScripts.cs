using System.Reflection;
using Cake.Core.Annotations;
using Cake.Core.Scripting;
using Cake.Core.Scripting.CodeGen;
using Maestro.Cake;
using Maestro.Docs.Tests.Pages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Maestro.Docs.Tests.Code;

/// <summary>Compiles scripts with the aliases of Cake and of the addin, as Cake does.</summary>
internal static class CakeScripts
{
    private static readonly string[] Namespaces =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Text", "System.Threading.Tasks",
        "Cake.Core", "Cake.Core.IO", "Cake.Core.Diagnostics", "Cake.Common", "Cake.Common.Diagnostics", "Cake.Common.IO", "Maestro.Cake",
        .. typeof(MaestroAliases).GetCustomAttributes<CakeNamespaceImportAttribute>().Select(a => a.Namespace),
    ];

    private static readonly Lazy<CSharpCompilation> Aliases = new(CompileAliases);

    public static IReadOnlyList<string> MistakesIn(Snippet snippet)
        => Programs.Mistakes(Compilation(WithoutDirectives(snippet.InItsPlace()), snippet.Page, Aliases.Value));

    // What Cake takes away before it compiles; the addin is there already.
    private static string WithoutDirectives(string script)
        => string.Join('\n', script.Split('\n').Select(l => l.StartsWith('#') ? string.Empty : l));

    private static CSharpCompilation CompileAliases()
    {
        var methods = new[] { typeof(MaestroAliases), typeof(global::Cake.Common.ArgumentAliases), typeof(global::Cake.Common.Diagnostics.LoggingAliases) }
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(m => m.GetCustomAttribute<CakeMethodAliasAttribute>() is not null)
            .Select(MethodAliasGenerator.Generate);
        var aliases = Compilation(string.Join('\n', methods), "aliases", previous: null);
        Assert.Empty(Programs.Mistakes(aliases));
        return aliases;
    }

    private static CSharpCompilation Compilation(string script, string path, CSharpCompilation? previous)
        => CSharpCompilation.CreateScriptCompilation(
            "Script" + (previous is null ? "Aliases" : string.Empty),
            CSharpSyntaxTree.ParseText(script, new CSharpParseOptions(LanguageVersion.Preview, kind: SourceCodeKind.Script), path),
            Programs.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: Namespaces.Distinct()),
            previous,
            globalsType: typeof(IScriptHost));
}
