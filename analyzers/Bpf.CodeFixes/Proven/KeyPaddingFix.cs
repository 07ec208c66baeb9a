using System.Composition;
using System.Globalization;
using Bpf.Analyzers.Layout;
using Bpf.Analyzers.Maps;
using Bpf.CodeFixes.Changes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0202: adds fields that fill the padding of a key, or packs the key.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeyPaddingFix))]
[Shared]
public sealed class KeyPaddingFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public KeyPaddingFix() : base([new MapTypeAnalyzer()], "BPF0202")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
    {
        if (place.Node.FirstAncestorOrSelf<VariableDeclarationSyntax>() is not { } field
            || place.TypeOf(field.Type) is not INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments }
            || arguments[0] is not INamedTypeSymbol key)
        {
            yield break;
        }

        INamedTypeSymbol[] structs = [.. StructsOf(key).Distinct(SymbolEqualityComparer.Default).Cast<INamedTypeSymbol>()];
        yield return new TriedChange($"Fill the padding of '{key.Name}'", "fill", structs.SelectMany(item => Fill(item, place)));
        yield return new TriedChange($"Pack '{key.Name}'", "pack", structs.SelectMany(item => Pack(item, place)));
    }

    private static IEnumerable<INamedTypeSymbol> StructsOf(ITypeSymbol type) => SharedLayout.IsStruct(type, out INamedTypeSymbol? structure)
        ? SharedLayout.FieldsOf(structure!).SelectMany(static field => StructsOf(field.Type)).Prepend(structure!) : [];

    private static IEnumerable<TextChange> Fill(INamedTypeSymbol structure, FixPlace place)
    {
        IFieldSymbol[] fields = [.. SharedLayout.FieldsOf(structure)];
        if (TypeLayout.Of(structure) is not { Padding: > 0 } layout || DeclarationOf(structure, place) is null)
        {
            yield break;
        }

        int number = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            if (TypeLayout.OffsetOf(fields[i]) is not { } offset || TypeLayout.SizeOf(fields[i]) is not { } size
                || DeclaredAt(fields[i], place) is not { } declared)
            {
                yield break;
            }

            int next = i + 1 < fields.Length ? TypeLayout.OffsetOf(fields[i + 1]) ?? 0 : layout.Size;
            bool isShared = declared is FieldDeclarationSyntax { Declaration.Variables: { Count: > 1 } variables }
                && variables[variables.Count - 1].Identifier.ValueText != fields[i].Name;
            List<string> padding = [];
            foreach (string type in PiecesOf(offset + size, next))
            {
                string name;
                do
                {
                    name = "Padding" + (number == 0 ? "" : number.ToString(CultureInfo.InvariantCulture));
                    number++;
                }
                while (structure.GetMembers(name).Length > 0);
                padding.Add($"public {type} {name};");
            }

            // Nothing fits between the variables of a declaration.
            if (padding.Count > 0 && isShared)
            {
                yield break;
            }

            if (padding.Count > 0)
            {
                yield return place.Statements.After(declared, padding);
            }
        }
    }

    // Each number where it is aligned.
    private static IEnumerable<string> PiecesOf(int start, int end)
    {
        while (start < end)
        {
            (string type, int width) = new[] { ("ulong", 8), ("uint", 4), ("ushort", 2), ("byte", 1) }
                .First(piece => start % piece.Item2 == 0 && start + piece.Item2 <= end);
            yield return type;
            start += width;
        }
    }

    private static IEnumerable<TextChange> Pack(INamedTypeSymbol structure, FixPlace place)
    {
        if (TypeLayout.Of(structure) is not { Padding: > 0 } || DeclarationOf(structure, place) is not { } declaration)
        {
            return [];
        }

        bool isImported = place.Model.LookupNamespacesAndTypes(declaration.SpanStart, name: "StructLayoutAttribute").Length > 0;
        string prefix = isImported ? "" : "System.Runtime.InteropServices.";
        return declaration.AttributeLists.SelectMany(static list => list.Attributes)
            .FirstOrDefault(attribute => place.TypeOf(attribute)?.Name == "StructLayoutAttribute") is { } layout
            ? [AttributeText.Set(layout, "Pack", "1")]
            : [new TextChange(new TextSpan(declaration.SpanStart, 0),
                place.Statements.BeforeOnLine(declaration, $"[{prefix}StructLayout({prefix}LayoutKind.Sequential, Pack = 1)]"))];
    }

    private static TypeDeclarationSyntax? DeclarationOf(INamedTypeSymbol structure, FixPlace place)
        => structure.DeclaringSyntaxReferences is { Length: 1 } references && references[0].SyntaxTree == place.Model.SyntaxTree
            ? references[0].GetSyntax(place.Cancellation) as TypeDeclarationSyntax : null;

    private static MemberDeclarationSyntax? DeclaredAt(IFieldSymbol field, FixPlace place)
        => (field.AssociatedSymbol ?? field).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(place.Cancellation)
            .FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is FieldDeclarationSyntax or PropertyDeclarationSyntax);
}
