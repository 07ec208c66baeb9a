using Bpf.Shared;

namespace Bpf.Objects.Btf;

/// <summary>
/// Compares a function with the one that it is to replace. The kernel compares kinds and sizes of parameters and names of structs
/// (<c>btf_check_func_type_match</c>, kernel/bpf/btf.c); this also compares what would change values: the size of the result, the signedness of numbers that
/// their caller extends, and the sizes of structs.
/// </summary>
internal static class FunctionMatch
{
    private const int RegisterSize = 4; // Numbers of at least this size are not extended by the caller.

    /// <summary>Returns the first difference, as a sentence; null when the replacement fits.</summary>
    /// <param name="replacement">The function that replaces the other.</param>
    /// <param name="target">The function to replace.</param>
    public static string? Difference(BtfType replacement, BtfType target)
    {
        if (target.Linkage != BtfLinkage.Global)
        {
            return "The function is static, and only global functions can be replaced: mark it with [BpfGlobalFunc] in C#; in C, leave out 'static' and make it "
                + "__noinline.";
        }

        BtfType own = replacement.Referenced;
        BtfType other = target.Referenced;
        if (own.Count != other.Count)
        {
            return $"The program has {Parameters(own.Count)}, the function {other.Count}.";
        }

        if (!IsSameResult(Plain(own.Table, own.ReferencedId), Plain(other.Table, other.ReferencedId)))
        {
            return $"The program returns '{Text(own.Table, own.ReferencedId)}', the function '{Text(other.Table, other.ReferencedId)}'.";
        }

        for (int i = 0; i < own.Count; i++)
        {
            (uint ownId, uint otherId) = (own.ParameterTypeId(i), other.ParameterTypeId(i));
            if (ParameterDifference(Plain(own.Table, ownId), Plain(other.Table, otherId)) is { } difference)
            {
                return $"Parameter {i + 1} of the program is '{Text(own.Table, ownId)}', that of the function '{Text(other.Table, otherId)}'{difference}.";
            }
        }

        return null;
    }

    // A bool is 0 or 1 as any other integer, so a method that returns one fits a function that returns an int.
    private static bool IsSameResult(BtfType own, BtfType other)
        => own.Kind == other.Kind && own.Kind switch
        {
            BtfKind.Int when own.IntIsBool => true,
            BtfKind.Int => !other.IntIsBool && IsSameNumber(own, other),
            BtfKind.Enum or BtfKind.Enum64 => IsSameEnum(own, other),
            _ => true,
        };

    private static string? ParameterDifference(BtfType own, BtfType other)
    {
        if (own.Kind != other.Kind)
        {
            return "";
        }

        switch (own.Kind)
        {
            case BtfKind.Int:
                return IsSameNumber(own, other) && own.IntIsBool == other.IntIsBool ? null : "";
            case BtfKind.Enum or BtfKind.Enum64:
                return IsSameEnum(own, other) ? null : ", an enum of another size or number of members";
            case BtfKind.Pointer:
                (BtfType ownTo, BtfType otherTo) = (Plain(own.Table, own.ReferencedId), Plain(other.Table, other.ReferencedId));
                return otherTo.Kind != BtfKind.Struct ? ", and the kernel only replaces functions whose pointers are to structs"
                    : ownTo.Kind != BtfKind.Struct || !ownTo.Name.SequenceEqual(otherTo.Name) ? ""
                    : ownTo.RawSize == otherTo.RawSize || IsContext(otherTo) ? null
                    : $", a struct of {otherTo.RawSize} bytes instead of {ownTo.RawSize}";
            default:
                return ", which cannot be passed to a program";
        }
    }

    private static bool IsSameNumber(BtfType own, BtfType other)
        => own.RawSize == other.RawSize && (own.RawSize >= RegisterSize || own.IntIsSigned == other.IntIsSigned);

    private static bool IsSameEnum(BtfType own, BtfType other) => own.Count == other.Count && own.RawSize == other.RawSize;

    private static bool IsContext(BtfType structure)
    {
        string name = structure.NameText;
        return Array.Exists(KernelProgramTypes.All, type => type.Context == name);
    }

    private static BtfType Plain(BtfTypeTable types, uint id) => types.SkipModifiersAndTypedefs(id);

    private static string Text(BtfTypeTable types, uint id) => BtfText.Describe(types, id);

    private static string Parameters(int count) => count == 1 ? "1 parameter" : $"{count} parameters";
}
