using System.Buffers.Text;
using System.Text;
using Bpf.Objects.Btf;
using Bpf.Runtime;

namespace Bpf.Objects.Relocations;

/// <summary>A path from a root type to a field, or to an enumerator, in one type table.</summary>
internal sealed class CoreSpec(BtfTypeTable types, uint rootTypeId)
{
    public const int MaximumLength = 64; // BPF_CORE_SPEC_MAX_LEN

    public BtfTypeTable Types { get; } = types;

    public uint RootTypeId { get; } = rootTypeId;

    /// <summary>The steps that matter: the root, named members, array elements.</summary>
    public List<CoreAccess> Steps { get; } = [];

    public ulong BitOffset { get; set; }

    public CoreAccess Last => Steps[^1];

    /// <summary>Parses the access string of a relocation.</summary>
    /// <exception cref="BpfObjectFormatException">The string does not match the type.</exception>
    public static CoreSpec Parse(BtfTypeTable types, in CoreRelocation relocation)
    {
        CoreSpec spec = new(types, relocation.TypeId);
        ReadOnlySpan<byte> access = types.String(relocation.AccessOffset);
        if (!relocation.IsField && !relocation.IsEnumerator)
        {
            return access.SequenceEqual("0"u8) ? spec : throw spec.Defect(access);
        }

        bool first = true;
        uint id = relocation.TypeId;
        while (!access.IsEmpty)
        {
            if (!Utf8Parser.TryParse(access, out int index, out int consumed) || index < 0 || spec.Steps.Count == MaximumLength)
            {
                throw spec.Defect(types.String(relocation.AccessOffset));
            }

            access = access[consumed..];
            if (!access.IsEmpty && (access[0] != ':' || access.Length == 1))
            {
                throw spec.Defect(types.String(relocation.AccessOffset));
            }

            access = access.IsEmpty ? access : access[1..];
            BtfType type = types.SkipModifiersAndTypedefs(id);
            if (!first)
            {
                id = spec.Step(type, index);
            }
            else if (relocation.IsEnumerator)
            {
                spec.Steps.Add(type.IsEnum && index < type.Count ? new CoreAccess(type.Id, index, type.EnumeratorNameOffset(index))
                    : throw spec.Defect(access));
            }
            else
            {
                id = spec.Root(type, index);
            }

            first = false;
        }

        return spec.Steps.Count == 0 ? throw spec.Defect(access) : spec;
    }

    /// <summary>Finds the same path in another table; <see langword="null"/> when the type there lacks it.</summary>
    public static CoreSpec? Match(CoreSpec local, in CoreRelocation relocation, BtfTypeTable types, uint typeId)
    {
        CoreSpec target = new(types, typeId);
        if (relocation.IsEnumerator)
        {
            return target.MatchEnumerator(local) ? target : null;
        }

        if (relocation.IsField)
        {
            return target.MatchField(local) ? target : null;
        }

        bool fits = relocation.Kind == CoreRelocationKind.TypeMatches
            ? CoreTypes.Match(local.Types, local.RootTypeId, types, typeId)
            : CoreTypes.AreCompatible(local.Types, local.RootTypeId, types, typeId);
        return fits ? target : null;
    }

    /// <summary>Returns whether an array is the last member of a struct and has no length.</summary>
    public bool IsFlexibleArray(CoreAccess owner, BtfType array)
        => owner.IsNamed && array.ArrayLength == 0 && owner.Index == Types[owner.TypeId].Count - 1;

    /// <summary>Describes the type that contains the field, for messages.</summary>
    public string DescribeRoot() => $"{BtfText.Describe(Types, RootTypeId)} (type {RootTypeId})";

    /// <summary>Formats the path, such as "struct task_struct.mm.pgd", for messages.</summary>
    public string Describe()
    {
        BtfType root = Types[RootTypeId];
        StringBuilder text = new();
        text.Append(root.Kind.ToString().ToLowerInvariant()).Append(' ').Append(root.NameOffset == 0 ? "<anonymous>" : root.NameText);
        for (int i = 0; i < Steps.Count; i++)
        {
            CoreAccess step = Steps[i];
            if (step.IsNamed)
            {
                text.Append(root.IsEnum ? "::" : ".").Append(Types.Text(step.NameOffset));
            }
            else if (i > 0 || step.Index > 0)
            {
                text.Append('[').Append(step.Index).Append(']');
            }
        }

        return text.ToString();
    }

    private uint Root(BtfType type, int index)
    {
        Steps.Add(new CoreAccess(type.Id, index, 0));
        BitOffset = (ulong)index * Types.SizeOf(type.Id) * 8;
        return type.Id;
    }

    private uint Step(BtfType type, int index)
    {
        if (type.IsComposite)
        {
            if (index >= type.Count)
            {
                throw Types.Defect($"A CO-RE relocation names member {index} of '{type.NameText}', which has {type.Count}.");
            }

            BtfMember member = type.Member(index);
            BitOffset += member.BitOffset;
            if (member.NameOffset != 0)
            {
                Steps.Add(new CoreAccess(type.Id, index, member.NameOffset));
            }

            return member.TypeId;
        }

        if (type.Kind != BtfKind.Array)
        {
            throw Types.Defect($"A CO-RE relocation steps into type {type.Id}, which has no members.");
        }

        BtfType element = Types.SkipModifiersAndTypedefs(type.ArrayElementId);
        if (index >= type.ArrayLength && !IsFlexibleArray(Last, type))
        {
            throw Types.Defect($"A CO-RE relocation names element {index} of an array of {type.ArrayLength}.");
        }

        Steps.Add(new CoreAccess(element.Id, index, 0));
        BitOffset += (ulong)index * Types.SizeOf(element.Id) * 8;
        return element.Id;
    }

    private bool MatchEnumerator(CoreSpec local)
    {
        BtfType type = Types.SkipModifiersAndTypedefs(RootTypeId);
        if (!type.IsEnum)
        {
            return false;
        }

        ReadOnlySpan<byte> name = BtfNames.Essential(local.Types.String(local.Last.NameOffset));
        for (int i = 0; i < type.Count; i++)
        {
            if (!BtfNames.Essential(Types.String(type.EnumeratorNameOffset(i))).SequenceEqual(name))
            {
                continue;
            }

            Steps.Add(new CoreAccess(type.Id, i, type.EnumeratorNameOffset(i)));
            return true;
        }

        return false;
    }

    private bool MatchField(CoreSpec local)
    {
        uint id = RootTypeId;
        for (int i = 0; i < local.Steps.Count; i++)
        {
            CoreAccess step = local.Steps[i];
            if (step.IsNamed)
            {
                if (!MatchMember(local, step, ref id, 0))
                {
                    return false;
                }

                continue;
            }

            BtfType type = Types.SkipModifiersAndTypedefs(id);
            if (i > 0)
            {
                if (type.Kind != BtfKind.Array || (step.Index >= type.ArrayLength && !IsFlexibleArray(Last, type)))
                {
                    return false;
                }

                type = Types.SkipModifiersAndTypedefs(type.ArrayElementId);
            }

            if (step.Index > 0 && !HasSize(type))
            {
                return false;
            }

            id = type.Id;
            Steps.Add(new CoreAccess(id, step.Index, 0));
            BitOffset += step.Index == 0 ? 0 : (ulong)step.Index * Types.SizeOf(id) * 8;
        }

        return true;
    }

    private static bool HasSize(BtfType type) => type.Kind is not (BtfKind.Void or BtfKind.Forward or BtfKind.Function or BtfKind.FunctionPrototype);

    private bool MatchMember(CoreSpec local, CoreAccess step, ref uint id, int depth)
    {
        BtfType type = Types.SkipModifiersAndTypedefs(id);
        if (!type.IsComposite || depth > BtfLayout.MaximumDepth)
        {
            return false;
        }

        BtfMember wanted = local.Types[step.TypeId].Member(step.Index);
        ReadOnlySpan<byte> name = local.Types.String(wanted.NameOffset);
        for (int i = 0; i < type.Count; i++)
        {
            BtfMember member = type.Member(i);
            if (member.NameOffset == 0)
            {
                uint inner = member.TypeId;
                BitOffset += member.BitOffset;
                if (MatchMember(local, step, ref inner, depth + 1))
                {
                    id = inner;
                    return true;
                }

                BitOffset -= member.BitOffset;
            }
            else if (Types.String(member.NameOffset).SequenceEqual(name))
            {
                if (!CoreTypes.AreFieldsCompatible(local.Types, wanted.TypeId, Types, member.TypeId))
                {
                    return false;
                }

                Steps.Add(new CoreAccess(type.Id, i, member.NameOffset));
                BitOffset += member.BitOffset;
                id = member.TypeId;
                return true;
            }
        }

        return false;
    }

    private BpfObjectFormatException Defect(ReadOnlySpan<byte> access)
        => Types.Defect($"A CO-RE relocation of type {RootTypeId} has the invalid access string '{Encoding.UTF8.GetString(access)}'.");
}
