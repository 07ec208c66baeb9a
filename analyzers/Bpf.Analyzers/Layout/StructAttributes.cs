using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Layout;

/// <summary>Layout attributes of a struct.</summary>
internal readonly struct StructAttributes
{
    private StructAttributes(LayoutKind kind, int pack, int size, int inlineArrayLength)
    {
        Kind = kind;
        Pack = pack;
        Size = size;
        InlineArrayLength = inlineArrayLength;
    }

    public LayoutKind Kind { get; }

    public int Pack { get; }

    public int Size { get; }

    public int InlineArrayLength { get; }

    public static StructAttributes Of(INamedTypeSymbol structure)
    {
        (LayoutKind kind, int pack, int size, int length) = (LayoutKind.Sequential, 0, 0, 0);
        foreach (AttributeData attribute in structure.GetAttributes())
        {
            object? argument = attribute.ConstructorArguments.FirstOrDefault().Value;
            switch (attribute.AttributeClass?.Name)
            {
                case "StructLayoutAttribute":
                    kind = argument is int or short ? (LayoutKind)Convert.ToInt32(argument, null) : kind;
                    pack = Named(attribute, "Pack");
                    size = Named(attribute, "Size");
                    break;
                case "InlineArrayAttribute" when argument is int value:
                    length = value;
                    break;
            }
        }

        return new StructAttributes(kind, pack, size, length);
    }

    private static int Named(AttributeData attribute, string name)
        => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value as int? ?? 0;
}
