using System.Collections.Immutable;
using System.Composition;
using Bpf.Analyzers.Maps;
using Bpf.CodeFixes.Changes;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0301, BPF0310 and BPF0467: adds the missing argument of a map, or leaves out what its kind does not take.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MapArgumentFix))]
[Shared]
public sealed class MapArgumentFix : ProvenFix
{
    private static readonly ImmutableArray<string> s_sizes = ["256 * 1024", "1024 * 1024", "16 * 1024 * 1024"];

    /// <summary>Creates the fix.</summary>
    public MapArgumentFix() : base([new MapDeclarationAnalyzer(), new MapMemoryAnalyzer(), new MapAccessAnalyzer()], "BPF0301", "BPF0310", "BPF0467")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
    {
        foreach (AttributeSyntax map in MapsOf(place))
        {
            foreach (TriedChange change in place.Diagnostic.Id == "BPF0310" ? WithoutPreallocation(map) : Complete(map).Concat(WithoutFlags(map)))
            {
                yield return change;
            }
        }
    }

    private static IEnumerable<TriedChange> WithoutPreallocation(AttributeSyntax map)
    {
        string flag = "MapFlags." + nameof(MapFlags.NoPreallocation);
        string flags = AttributeText.Find(map, "Flags") is { } given ? $"{given.Expression} | {flag}" : flag;
        yield return new TriedChange($"Add {flag}", "memory", [AttributeText.Set(map, "Flags", flags)]);
    }

    private static IEnumerable<TriedChange> Complete(AttributeSyntax map)
    {
        if (AttributeText.Find(map, "MaxEntries") is { } entries)
        {
            yield return new TriedChange("Leave MaxEntries out", "entries", [AttributeText.Remove(entries)]);
        }
        else
        {
            yield return new TriedChange("Add MaxEntries = 1024", "add", [AttributeText.Set(map, "MaxEntries", "1024")]);
        }

        foreach (string size in s_sizes)
        {
            yield return new TriedChange($"Write ByteSize = {size}", "add", [AttributeText.Set(map, "ByteSize", size)]);
        }
    }

    private static IEnumerable<TriedChange> WithoutFlags(AttributeSyntax map)
    {
        if (AttributeText.Find(map, "Flags") is { } flags)
        {
            foreach (string flag in flags.Expression.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>()
                .Select(static access => access.Name.Identifier.ValueText).Where(flag => AttributeText.RemoveFlag(flags, flag) is not null))
            {
                yield return new TriedChange($"Leave MapFlags.{flag} out", "flag", [AttributeText.RemoveFlag(flags, flag)!.Value]);
            }

            yield return new TriedChange("Leave the flags out", "flag", [AttributeText.Remove(flags)]);
        }
    }

    // The field at the diagnostic, or all maps of the class.
    private static IEnumerable<AttributeSyntax> MapsOf(FixPlace place)
        => place.Node.FirstAncestorOrSelf<FieldDeclarationSyntax>() is { } field ? MapsOf([field])
            : place.Node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type ? MapsOf(type.Members.OfType<FieldDeclarationSyntax>()) : [];

    private static IEnumerable<AttributeSyntax> MapsOf(IEnumerable<FieldDeclarationSyntax> fields)
        => fields.SelectMany(static field => field.AttributeLists).SelectMany(static list => list.Attributes)
            .Where(static attribute => attribute.Name.ToString().Split('.').Last() is "BpfMap" or "BpfMapAttribute");
}
