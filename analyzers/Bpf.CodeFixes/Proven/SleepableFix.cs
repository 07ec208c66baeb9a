using System.Composition;
using Bpf.Analyzers.Kernel;
using Bpf.CodeFixes.Changes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0426: makes the program that calls a function that may sleep sleepable.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SleepableFix))]
[Shared]
public sealed class SleepableFix : ProvenFix
{
    private const string Property = "Sleepable";

    /// <summary>Creates the fix.</summary>
    public SleepableFix() : base([new HelperCallAnalyzer()], "BPF0426")
    {
    }

    // The program around the call, or those that may reach the method around it.
    private protected override IEnumerable<TriedChange> Try(FixPlace place)
    {
        MethodDeclarationSyntax[] programs =
        [
            .. place.Node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Take(1).SelectMany(static type => type.Members).OfType<MethodDeclarationSyntax>()
                .Where(method => AttributesOf(method, place).Any()).OrderBy(method => method.Contains(place.Node) ? 0 : 1),
        ];
        foreach (MethodDeclarationSyntax program in programs)
        {
            yield return new TriedChange($"Make '{program.Identifier.Text}' sleepable", "sleepable", Changes(program, place));
        }

        yield return new TriedChange("Make the programs sleepable", "sleepable", programs.SelectMany(program => Changes(program, place)));
    }

    private static IEnumerable<TextChange> Changes(MethodDeclarationSyntax program, FixPlace place)
        => AttributesOf(program, place).Select(static attribute => AttributeText.Set(attribute, Property, "true"));

    private static IEnumerable<AttributeSyntax> AttributesOf(MethodDeclarationSyntax method, FixPlace place)
        => method.AttributeLists.SelectMany(static list => list.Attributes)
            .Where(attribute => place.TypeOf(attribute)?.GetMembers(Property).Length > 0 || place.TypeOf(attribute)?.BaseType?.GetMembers(Property).Length > 0);
}
