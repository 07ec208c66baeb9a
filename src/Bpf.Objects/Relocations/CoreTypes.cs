using Bpf.Objects.Btf;

namespace Bpf.Objects.Relocations;

/// <summary>CO-RE compatibility of types in two tables.</summary>
internal static class CoreTypes
{
    /// <summary>Returns whether the kinds are equal, or both are enums of any width.</summary>
    public static bool AreKindsCompatible(BtfType a, BtfType b) => a.Kind == b.Kind || (a.IsEnum && b.IsEnum);

    /// <summary>Returns whether a field may have the other type: structs are not compared, and integers of any size are equal.</summary>
    public static bool AreFieldsCompatible(BtfTypeTable localTypes, uint localId, BtfTypeTable targetTypes, uint targetId)
    {
        for (int depth = 0; depth < BtfLayout.MaximumDepth; depth++)
        {
            BtfType local = localTypes.SkipModifiersAndTypedefs(localId);
            BtfType target = targetTypes.SkipModifiersAndTypedefs(targetId);
            if (local.IsComposite && target.IsComposite)
            {
                return true;
            }

            if (!AreKindsCompatible(local, target))
            {
                return false;
            }

            switch (local.Kind)
            {
                case BtfKind.Pointer or BtfKind.Float:
                    return true;
                case BtfKind.Forward or BtfKind.Enum or BtfKind.Enum64:
                    return local.NameOffset == 0 || target.NameOffset == 0 || SameEssentialName(local, target);
                case BtfKind.Int:
                    return local.IntBitOffset == 0 && target.IntBitOffset == 0;
                case BtfKind.Array:
                    localId = local.ArrayElementId;
                    targetId = target.ArrayElementId;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Returns whether types are structurally compatible, for type existence, size and id, and for kernel symbols.</summary>
    public static bool AreCompatible(BtfTypeTable localTypes, uint localId, BtfTypeTable targetTypes, uint targetId)
        => AreKindsCompatible(localTypes[localId], targetTypes[targetId]) && AreCompatible(localTypes, localId, targetTypes, targetId, BtfLayout.MaximumDepth);

    /// <summary>Returns whether types match strictly: names, members as a subset, sizes and signedness.</summary>
    public static bool Match(BtfTypeTable localTypes, uint localId, BtfTypeTable targetTypes, uint targetId)
        => Match(localTypes, localId, targetTypes, targetId, behindPointer: false, BtfLayout.MaximumDepth);

    private static bool AreCompatible(BtfTypeTable localTypes, uint localId, BtfTypeTable targetTypes, uint targetId, int depth)
    {
        while (depth-- > 0)
        {
            BtfType local = localTypes.SkipModifiersAndTypedefs(localId);
            BtfType target = targetTypes.SkipModifiersAndTypedefs(targetId);
            if (!AreKindsCompatible(local, target))
            {
                return false;
            }

            switch (local.Kind)
            {
                case BtfKind.Void or BtfKind.Struct or BtfKind.Union or BtfKind.Enum or BtfKind.Enum64 or BtfKind.Forward:
                    return true;
                case BtfKind.Int:
                    return local.IntBitOffset == 0 && target.IntBitOffset == 0;
                case BtfKind.Pointer:
                    localId = local.ReferencedId;
                    targetId = target.ReferencedId;
                    break;
                case BtfKind.Array:
                    localId = local.ArrayElementId;
                    targetId = target.ArrayElementId;
                    break;
                case BtfKind.FunctionPrototype:
                    if (local.Count != target.Count)
                    {
                        return false;
                    }

                    for (int i = 0; i < local.Count; i++)
                    {
                        if (!AreCompatible(localTypes, local.ParameterTypeId(i), targetTypes, target.ParameterTypeId(i), depth))
                        {
                            return false;
                        }
                    }

                    localId = local.ReferencedId;
                    targetId = target.ReferencedId;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    private static bool Match(BtfTypeTable localTypes, uint localId, BtfTypeTable targetTypes, uint targetId, bool behindPointer, int depth)
    {
        while (depth-- > 0)
        {
            BtfType local = localTypes.SkipModifiersAndTypedefs(localId);
            BtfType target = targetTypes.SkipModifiersAndTypedefs(targetId);
            if (!SameEssentialName(local, target))
            {
                return false;
            }

            switch (local.Kind)
            {
                case BtfKind.Void:
                    return target.Kind == BtfKind.Void;
                case BtfKind.Forward when target.Kind == BtfKind.Forward:
                    return local.Flag == target.Flag;
                case BtfKind.Forward:
                    return behindPointer && target.Kind == (local.Flag ? BtfKind.Union : BtfKind.Struct);
                case BtfKind.Enum or BtfKind.Enum64:
                    return target.IsEnum && HasEnumerators(local, target);
                case BtfKind.Struct or BtfKind.Union when behindPointer:
                    return target.Kind == local.Kind || (target.Kind == BtfKind.Forward && target.Flag == (local.Kind == BtfKind.Union));
                case BtfKind.Struct or BtfKind.Union:
                    return local.Kind == target.Kind && HasMembers(localTypes, local, targetTypes, target, depth);
                case BtfKind.Int:
                    return target.Kind == BtfKind.Int && local.RawSize == target.RawSize && local.IntIsSigned == target.IntIsSigned;
                case BtfKind.Pointer when target.Kind == BtfKind.Pointer:
                    behindPointer = true;
                    localId = local.ReferencedId;
                    targetId = target.ReferencedId;
                    break;
                case BtfKind.Array when target.Kind == BtfKind.Array && local.ArrayLength == target.ArrayLength:
                    localId = local.ArrayElementId;
                    targetId = target.ArrayElementId;
                    break;
                case BtfKind.FunctionPrototype when target.Kind == BtfKind.FunctionPrototype && local.Count == target.Count:
                    for (int i = 0; i < local.Count; i++)
                    {
                        if (!Match(localTypes, local.ParameterTypeId(i), targetTypes, target.ParameterTypeId(i), false, depth))
                        {
                            return false;
                        }
                    }

                    localId = local.ReferencedId;
                    targetId = target.ReferencedId;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    private static bool HasEnumerators(BtfType local, BtfType target)
    {
        if (local.Count > target.Count)
        {
            return false;
        }

        for (int i = 0; i < local.Count; i++)
        {
            ReadOnlySpan<byte> name = BtfNames.Essential(local.Table.String(local.EnumeratorNameOffset(i)));
            bool found = false;
            for (int j = 0; j < target.Count && !found; j++)
            {
                found = BtfNames.Essential(target.Table.String(target.EnumeratorNameOffset(j))).SequenceEqual(name);
            }

            if (!found)
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasMembers(BtfTypeTable localTypes, BtfType local, BtfTypeTable targetTypes, BtfType target, int depth)
    {
        if (local.Count > target.Count)
        {
            return false;
        }

        for (int i = 0; i < local.Count; i++)
        {
            BtfMember member = local.Member(i);
            ReadOnlySpan<byte> name = localTypes.String(member.NameOffset);
            bool found = false;
            for (int j = 0; j < target.Count && !found; j++)
            {
                BtfMember candidate = target.Member(j);
                found = targetTypes.String(candidate.NameOffset).SequenceEqual(name)
                    && Match(localTypes, member.TypeId, targetTypes, candidate.TypeId, behindPointer: false, depth);
            }

            if (!found)
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameEssentialName(BtfType a, BtfType b) => BtfNames.Essential(a.Name).SequenceEqual(BtfNames.Essential(b.Name));
}
