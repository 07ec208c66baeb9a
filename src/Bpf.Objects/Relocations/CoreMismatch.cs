using Bpf.Objects.Btf;

namespace Bpf.Objects.Relocations;

/// <summary>Tells whether a field is declared as the target declares it, so that reading the declared type gives its value.</summary>
internal static class CoreMismatch
{
    /// <summary>What differs, as a sentence; <see langword="null"/> when the value is the same.</summary>
    /// <param name="local">Path in the object's types.</param>
    /// <param name="target">The same path in the target's types.</param>
    public static string? Describe(CoreSpec local, CoreSpec target)
    {
        if (!local.Last.IsNamed || !target.Last.IsNamed)
        {
            return null;
        }

        BtfMember declared = local.Types[local.Last.TypeId].Member(local.Last.Index);
        BtfMember actual = target.Types[target.Last.TypeId].Member(target.Last.Index);
        BtfType from = local.Types.SkipModifiersAndTypedefs(declared.TypeId);
        BtfType to = target.Types.SkipModifiersAndTypedefs(actual.TypeId);
        if (!IsScalar(from) || !IsScalar(to))
        {
            return null;
        }

        string kernels = Name(target.Types, actual.TypeId, to);
        if (actual.BitFieldSize != 0)
        {
            return Sentence($"a {actual.BitFieldSize}-bit field of {kernels}; declare it with Bits and read it with Core.ReadBits");
        }

        ulong fromSize = local.Types.SizeOf(from.Id);
        ulong toSize = target.Types.SizeOf(to.Id);
        if (fromSize != toSize)
        {
            return Sentence($"{kernels} of {toSize} bytes; declare it with that size, or guard the access with Core.FieldSize where kernels differ");
        }

        bool hasOtherSign = from.Kind == BtfKind.Int && to.Kind == BtfKind.Int && fromSize > 1 && from.IntIsSigned != to.IntIsSigned;
        return hasOtherSign ? Sentence($"{kernels}, which is {(to.IntIsSigned ? "signed" : "unsigned")}; declare it so") : null;

        string Sentence(string what)
            => $"{local.Describe()} is declared as {Name(local.Types, declared.TypeId,
                from)} of {local.Types.SizeOf(from.Id)} bytes, but the kernel has {what}";
    }

    // A typedef with the type behind it.
    private static string Name(BtfTypeTable types, uint id, BtfType type)
    {
        (string name, string meaning) = (BtfText.Describe(types, id), BtfText.Describe(types, type.Id));
        return name == meaning ? $"'{name}'" : $"'{name}' ({meaning})";
    }

    private static bool IsScalar(BtfType type) => type.Kind is BtfKind.Int or BtfKind.Pointer or BtfKind.Enum or BtfKind.Enum64;
}
