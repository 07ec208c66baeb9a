using System.Runtime.InteropServices;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Layout;

/// <summary>The members of a struct with their offsets, those of nested structs and the elements of arrays one by one.</summary>
internal static class RecordLayout
{
    private const int MaximumMembers = 1024;

    /// <summary>Returns the members; null when the layout is unknown.</summary>
    public static IReadOnlyList<RecordMember>? Of(INamedTypeSymbol structure)
    {
        List<RecordMember> members = [];
        return Add(structure, 0, "", members) ? members : null;
    }

    private static bool Add(INamedTypeSymbol structure, int start, string prefix, List<RecordMember> members)
    {
        StructAttributes attributes = StructAttributes.Of(structure);
        if (attributes.Kind == LayoutKind.Auto || structure.IsTupleType)
        {
            return false;
        }

        int offset = 0;
        foreach (IFieldSymbol field in SharedLayout.FieldsOf(structure))
        {
            (ITypeSymbol type, int count) = field is { IsFixedSizeBuffer: true, Type: IPointerTypeSymbol { PointedAtType: { } held } }
                ? (held, field.FixedSize) : (field.Type, 0);
            if (TypeLayout.Of(type) is not { } layout)
            {
                return false;
            }

            int alignment = attributes.Pack > 0 ? Math.Min(attributes.Pack, layout.Alignment) : layout.Alignment;
            offset = attributes.Kind == LayoutKind.Explicit ? ExplicitOffset(field) : (offset + alignment - 1) / alignment * alignment;
            if (!AddMember(type, count, start + offset, prefix + field.Name, members))
            {
                return false;
            }

            offset += layout.Size * Math.Max(count, 1);
        }

        return members.Count <= MaximumMembers;
    }

    private static bool AddMember(ITypeSymbol type, int count, int offset, string name, List<RecordMember> members)
    {
        if (count == 0 && type is INamedTypeSymbol named && SharedLayout.IsStruct(type, out _))
        {
            if (StructAttributes.Of(named).InlineArrayLength is var length and > 0)
            {
                return AddMember(SharedLayout.FieldsOf(named).First().Type, length, offset, name, members);
            }

            return Add(named, offset, name + ".", members);
        }

        if (TypeLayout.Of(type) is not { } layout)
        {
            return false;
        }

        string text = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (count == 0)
        {
            members.Add(new RecordMember(name, text, offset, layout.Size) { IsSigned = null });
        }
        else if (layout.Size == 1)
        {
            members.Add(new RecordMember(name, $"{text}[{count}]", offset, count) { ElementSize = 1 });
        }
        else
        {
            for (int i = 0; i < Math.Min(count, MaximumMembers); i++)
            {
                if (!AddMember(type, 0, offset + (i * layout.Size), $"{name}[{i}]", members))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static int ExplicitOffset(IFieldSymbol field)
        => field.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.Name == "FieldOffsetAttribute")
            ?.ConstructorArguments.FirstOrDefault().Value as int? ?? 0;
}
