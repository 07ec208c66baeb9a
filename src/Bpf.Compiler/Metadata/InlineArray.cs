using System.Diagnostics.CodeAnalysis;

namespace Bpf.Compiler.Metadata;

/// <summary>A type that is an array in memory: one with <c>[InlineArray]</c>, or the hidden struct behind a <c>fixed</c> buffer.</summary>
/// <param name="Element">Type of the elements.</param>
/// <param name="Count">Their number.</param>
internal sealed record InlineArray(TypeDesc Element, int Count)
{
    /// <summary>Returns the innermost element type; the type itself when it is not an array.</summary>
    public static TypeDesc Innermost(TypeDesc type) => Is(type, out InlineArray? array) ? Innermost(array.Element) : type;

    /// <summary>Reads the type without laying out its elements.</summary>
    public static bool Is(TypeDesc type, [NotNullWhen(true)] out InlineArray? array)
    {
        array = null;
        if (type is DefinedType { IsValueType: true, Primitive: null, IsEnum: false } defined)
        {
            if (defined.FindAttribute("System.Runtime.CompilerServices.InlineArrayAttribute") is { } inline)
            {
                array = new InlineArray(defined.InstanceFields.First().Type, (int)inline.Arguments[0]!);
            }
            else if (LayoutEngine.IsFixedBuffer(defined))
            {
                array = new InlineArray(defined.InstanceFields.First().Type, defined.Layout.Repeat);
            }
        }

        return array is not null;
    }
}
