using Bpf.Objects.Btf;
using Bpf.Objects.Description;
using Bpf.Runtime;

namespace Bpf.Objects.Relocations;

/// <summary>
/// Selects the types of a target on which the answers to CO-RE relocations depend: everything that the search looks at, not only what it finds, so that
/// what does not exist, does not match or is ambiguous in the target stays so.
/// </summary>
internal sealed class CoreTypeReducer
{
    private readonly BtfTypeTable _target;
    private readonly BtfReduction _kept;
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    public CoreTypeReducer(BtfTypeTable target)
    {
        _target = target;
        _kept = new BtfReduction(target);
        CoreArchitecture.Keep(target, _kept);
    }

    /// <summary>Number of relocations so far that ask about the target.</summary>
    public int Questions { get; private set; }

    /// <summary>Number of these that name a type that the target has.</summary>
    public int Known { get; private set; }

    /// <summary>What relocations ask about and the target does not have.</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    /// <summary>Number of types.</summary>
    public int Count => _kept.Count;

    /// <summary>Adds what the relocations of an object need.</summary>
    /// <exception cref="BpfObjectFormatException">A relocation does not fit the object's types.</exception>
    public void Add(ObjectFile file)
    {
        HashSet<(uint, uint, CoreRelocationKind)> seen = [];
        foreach (CoreRelocation relocation in CoreRelocation.AllOf(file))
        {
            if (relocation.Kind == CoreRelocationKind.TypeIdLocal || !seen.Add((relocation.TypeId, relocation.AccessOffset, relocation.Kind)))
            {
                continue;
            }

            CoreSpec local = CoreSpec.Parse(file.Btf!, relocation);
            BtfType root = file.Btf![relocation.TypeId];
            List<uint> candidates = root.NameOffset == 0 ? [] : CoreRelocator.CandidatesIn(_target, root);
            Questions++;
            Known += candidates.Count > 0 ? 1 : 0;
            bool isFound = false;
            foreach (uint id in candidates)
            {
                Keep(local, relocation, id);
                isFound |= CoreSpec.Match(local, relocation, _target, id) is not null;
            }

            // A type that does not match is not missing.
            if (!isFound && (relocation.Kind != CoreRelocationKind.TypeMatches || candidates.Count == 0))
            {
                _missing.Add(local.Describe());
            }
        }
    }

    /// <summary>Writes the selected types.</summary>
    public BtfTypeTable Build() => _kept.Build();

    private void Keep(CoreSpec local, CoreRelocation relocation, uint id)
    {
        if (relocation.IsField)
        {
            KeepPath(local, id);
        }
        else if (relocation.Kind == CoreRelocationKind.TypeMatches)
        {
            KeepCounterpart(local.Types, local.RootTypeId, id, isBehindPointer: false, BtfLayout.MaximumDepth);
        }
        else if (relocation.IsEnumerator)
        {
            KeepEnumerators(id, local.Types.String(local.Last.NameOffset));
        }
        else
        {
            _kept.KeepThroughPointers(id);
        }
    }

    private void KeepEnumerators(uint id, ReadOnlySpan<byte> name)
    {
        _kept.Keep(id);
        BtfType type = _target.SkipModifiersAndTypedefs(id);
        for (int i = 0; type.IsEnum && i < type.Count; i++)
        {
            if (BtfNames.Essential(_target.String(type.EnumeratorNameOffset(i))).SequenceEqual(BtfNames.Essential(name)))
            {
                _kept.KeepEnumerator(type, i);
            }
        }
    }

    // The steps of CoreSpec.Match.
    private void KeepPath(CoreSpec local, uint id)
    {
        _kept.Keep(id);
        for (int i = 0; i < local.Steps.Count; i++)
        {
            CoreAccess step = local.Steps[i];
            if (step.IsNamed)
            {
                if (!KeepMember(local.Types.String(step.NameOffset), ref id, 0))
                {
                    return;
                }
            }
            else if (i > 0)
            {
                BtfType array = _target.SkipModifiersAndTypedefs(id);
                if (array.Kind != BtfKind.Array)
                {
                    return;
                }

                id = array.ArrayElementId;
            }
        }
    }

    private bool KeepMember(ReadOnlySpan<byte> name, ref uint id, int depth)
    {
        BtfType type = _target.SkipModifiersAndTypedefs(id);
        if (!type.IsComposite || depth > BtfLayout.MaximumDepth)
        {
            return false;
        }

        for (int i = 0; i < type.Count; i++)
        {
            BtfMember member = type.Member(i);
            uint inner = member.TypeId;
            if (member.NameOffset == 0 ? KeepMember(name, ref inner, depth + 1) : _target.String(member.NameOffset).SequenceEqual(name))
            {
                _kept.KeepMember(type, i);
                id = inner;
                return true;
            }
        }

        return false;
    }

    // The steps of CoreTypes.Match.
    private void KeepCounterpart(BtfTypeTable localTypes, uint localId, uint id, bool isBehindPointer, int depth)
    {
        _kept.KeepThroughPointers(id);
        while (depth-- > 0)
        {
            BtfType local = localTypes.SkipModifiersAndTypedefs(localId);
            BtfType target = _target.SkipModifiersAndTypedefs(id);
            if (!CoreTypes.AreKindsCompatible(local, target))
            {
                return;
            }

            switch (local.Kind)
            {
                case BtfKind.Struct or BtfKind.Union when !isBehindPointer:
                    KeepCounterparts(local, target, depth);
                    return;
                case BtfKind.Enum or BtfKind.Enum64:
                    KeepCounterparts(local, target);
                    return;
                case BtfKind.Pointer:
                    isBehindPointer = true;
                    (localId, id) = (local.ReferencedId, target.ReferencedId);
                    break;
                case BtfKind.Array:
                    (localId, id) = (local.ArrayElementId, target.ArrayElementId);
                    break;
                case BtfKind.FunctionPrototype:
                    for (int i = 0; i < local.Count && i < target.Count; i++)
                    {
                        KeepCounterpart(localTypes, local.ParameterTypeId(i), target.ParameterTypeId(i), isBehindPointer: false, depth);
                    }

                    (localId, id) = (local.ReferencedId, target.ReferencedId);
                    break;
                default:
                    return;
            }
        }
    }

    private void KeepCounterparts(BtfType local, BtfType target)
    {
        for (int i = 0; i < local.Count; i++)
        {
            KeepEnumerators(target.Id, local.Table.String(local.EnumeratorNameOffset(i)));
        }

        // An enumeration with fewer values than the object's does not match.
        for (int i = 0; i < local.Count && i < target.Count; i++)
        {
            _kept.KeepEnumerator(target, i);
        }
    }

    private void KeepCounterparts(BtfType local, BtfType target, int depth)
    {
        for (int i = 0; i < local.Count; i++)
        {
            BtfMember member = local.Member(i);
            for (int j = 0; j < target.Count; j++)
            {
                BtfMember candidate = target.Member(j);
                if (_target.String(candidate.NameOffset).SequenceEqual(local.Table.String(member.NameOffset)))
                {
                    _kept.KeepMember(target, j);
                    KeepCounterpart(local.Table, member.TypeId, candidate.TypeId, isBehindPointer: false, depth);
                }
            }
        }

        // A type with fewer members than the object's does not match.
        _kept.KeepMembers(target, local.Count);
    }
}
