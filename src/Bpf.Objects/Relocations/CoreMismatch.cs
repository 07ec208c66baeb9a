using Bpf.Objects.Btf;

namespace Bpf.Objects.Relocations;

/// <summary>Checks whether a field is declared as in the target, so that reading it with the declared type yields its value.</summary>
internal static class CoreMismatch
{
    /// <summary>Describes the difference as a sentence; <see langword="null"/> when reading yields the same value.</summary>
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

        ulong fromSize = local.Types.SizeOf(from.Id);
        string kernels = Name(target.Types, actual.TypeId, to);
        if (actual.BitFieldSize != 0)
        {
            return Sentence($"a {actual.BitFieldSize}-bit field of {kernels}; declare it with Bits and read it with Core.ReadBits");
        }

        ulong toSize = target.Types.SizeOf(to.Id);
        if (fromSize != toSize)
        {
            return Sentence($"{kernels} of {toSize} bytes; declare it with that size, or guard the access with Core.FieldSize where kernels differ");
        }

        bool hasOtherSign = from.Kind == BtfKind.Int && to.Kind == BtfKind.Int && fromSize > 1 && from.IntIsSigned != to.IntIsSigned;
        return hasOtherSign ? Sentence($"{kernels}, which is {(to.IntIsSigned ? "signed" : "unsigned")}; declare it accordingly") : null;

        string Sentence(string what)
        {
            string type = Name(local.Types, declared.TypeId, from);
            return $"{local.Describe()} is declared as {type} of {fromSize} bytes, but the kernel has {what}";
        }
    }

    // A typedef together with its underlying type.
    private static string Name(BtfTypeTable types, uint id, BtfType type)
    {
        (string name, string meaning) = (BtfText.Describe(types, id), BtfText.Describe(types, type.Id));
        return name == meaning ? $"'{name}'" : $"'{name}' ({meaning})";
    }

    private static bool IsScalar(BtfType type) => type.Kind is BtfKind.Int or BtfKind.Pointer or BtfKind.Enum or BtfKind.Enum64;
}
