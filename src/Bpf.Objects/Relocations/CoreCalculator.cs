using Bpf.Objects.Btf;
using Bpf.Runtime;

namespace Bpf.Objects.Relocations;

/// <summary>Computes the value of a CO-RE relocation from a path in the object's types and the same path in the target's.</summary>
internal static class CoreCalculator
{
    /// <param name="relocation">The relocation.</param>
    /// <param name="local">Path in the object's types.</param>
    /// <param name="target">Path in the target's types; <see langword="null"/> when it does not exist there.</param>
    public static CoreResult Calculate(in CoreRelocation relocation, CoreSpec local, CoreSpec? target)
    {
        CoreValue? before = Value(relocation.Kind, local);
        CoreValue? after = relocation.Kind == CoreRelocationKind.TypeIdLocal ? before : Value(relocation.Kind, target);
        if (before is not { } from || after is not { } to)
        {
            return new CoreResult { IsPoison = true };
        }

        bool resized = relocation.Kind == CoreRelocationKind.FieldByteOffset && from.Size != to.Size;
        return new CoreResult
        {
            OldValue = from.Number,
            NewValue = to.Number,
            OldSize = from.Size,
            NewSize = to.Size,
            IsValidated = from.IsValidated,
            CannotResize = resized && !CanResize(local.Types[from.TypeId], target!.Types[to.TypeId]),
        };
    }

    /// <summary>Returns whether a field may be read with another width: pointers and unsigned integers may; a sign would be lost.</summary>
    private static bool CanResize(BtfType before, BtfType after)
    {
        if (before.Kind == BtfKind.Pointer && after.Kind == BtfKind.Pointer)
        {
            return true;
        }

        return before.Kind == BtfKind.Int && after.Kind == BtfKind.Int && !before.IntIsSigned && !after.IntIsSigned;
    }

    private static CoreValue? Value(CoreRelocationKind kind, CoreSpec? spec) => kind switch
    {
        CoreRelocationKind.FieldExists or CoreRelocationKind.TypeExists or CoreRelocationKind.TypeMatches or CoreRelocationKind.EnumeratorExists
            => new CoreValue(spec is null ? 0ul : 1, true),
        CoreRelocationKind.TypeIdLocal or CoreRelocationKind.TypeIdTarget => new CoreValue(spec?.RootTypeId ?? 0, false),
        CoreRelocationKind.TypeSize => new CoreValue(spec?.Types.SizeOf(spec.RootTypeId) ?? 0, true),
        CoreRelocationKind.EnumeratorValue => spec is null ? null : new CoreValue(spec.Types[spec.Last.TypeId].EnumeratorValue(spec.Last.Index), true),
        _ => spec is null ? null : FieldValue(kind, spec),
    };

    private static CoreValue FieldValue(CoreRelocationKind kind, CoreSpec spec)
    {
        BtfTypeTable types = spec.Types;
        CoreAccess last = spec.Last;
        if (!last.IsNamed)
        {
            ulong size = types.SizeOf(last.TypeId);
            return kind switch
            {
                CoreRelocationKind.FieldByteOffset => new CoreValue(spec.BitOffset / 8, true, size, last.TypeId),
                CoreRelocationKind.FieldByteSize => new CoreValue(size, true),
                _ => throw types.Defect($"A CO-RE relocation asks for the {kind} of {spec.Describe()}, which is not a member."),
            };
        }

        BtfMember member = types[last.TypeId].Member(last.Index);
        BtfType field = types.SkipModifiersAndTypedefs(member.TypeId);
        ulong bits = member.BitFieldSize;
        bool isBitField = bits != 0;
        ulong byteSize;
        ulong byteOffset;
        if (isBitField)
        {
            byteSize = field.RawSize;
            (byteOffset, byteSize) = Containing(spec, bits, byteSize);
        }
        else
        {
            byteSize = types.SizeOf(field.Id);
            byteOffset = spec.BitOffset / 8;
            bits = byteSize * 8;
        }

        return kind switch
        {
            CoreRelocationKind.FieldByteOffset => isBitField ? new CoreValue(byteOffset, false) : new CoreValue(byteOffset, true, byteSize, field.Id),
            CoreRelocationKind.FieldByteSize => new CoreValue(byteSize, !isBitField),
            CoreRelocationKind.FieldSigned => new CoreValue(IsSigned(field) ? 1ul : 0, true),
            CoreRelocationKind.FieldLeftShift => new CoreValue(64 - (spec.BitOffset + bits - (byteOffset * 8)), !isBitField),
            CoreRelocationKind.FieldRightShift => new CoreValue(64 - bits, true),
            _ => throw types.Defect($"A CO-RE relocation has unknown kind {(uint)kind}."),
        };
    }

    /// <summary>Returns the smallest aligned 1 to 8 bytes that contain a bit field and are at least as wide as its type.</summary>
    private static (ulong Offset, ulong Size) Containing(CoreSpec spec, ulong bits, ulong size)
    {
        if (size == 0)
        {
            throw spec.Types.Defect($"The bit field {spec.Describe()} has a type of size 0.");
        }

        ulong offset = spec.BitOffset / 8 / size * size;
        while (spec.BitOffset + bits - (offset * 8) > size * 8)
        {
            if (size >= 8)
            {
                throw new BpfUnsupportedException("relocate bit field", spec.Describe(), "It spans more than 8 bytes.", Errno.E2BIG);
            }

            size *= 2;
            offset = spec.BitOffset / 8 / size * size;
        }

        return (offset, size);
    }

    private static bool IsSigned(BtfType type) => type.IsEnum ? type.Flag : type.Kind == BtfKind.Int && type.IntIsSigned;

    private readonly record struct CoreValue(ulong Number, bool IsValidated, ulong Size = 0, uint TypeId = 0);
}
