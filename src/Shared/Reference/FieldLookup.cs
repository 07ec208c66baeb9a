using System.Linq;
using Bpf.ReferenceKernels;

namespace Bpf.Shared;

/// <summary>Resolves the path of a field in the types of a kernel, as the loader does.</summary>
internal sealed class FieldLookup(KernelTypeTable table, IReadOnlyList<KernelFieldStep> path, KernelFieldQuestion question)
{
    private readonly KernelAggregate? _root = table.FindAggregate(path[0].EssentialType, path[0].IsUnion);

    /// <summary>Compares the declaration with the kernel.</summary>
    public FieldFinding In(int kernel)
    {
        if (_root is null || !_root.Kernels.Contains(kernel))
        {
            return new FieldFinding(FieldFindingKind.NoType);
        }

        IReadOnlyList<KernelAggregate> holders = [_root];
        for (int step = 0; ; step++)
        {
            KernelFieldStep field = path[step];
            KernelMember[] members = [.. Members(holders, field).Where(member => member.Kernels.Contains(kernel))];
            if (members.Length == 0)
            {
                return new FieldFinding(FieldFindingKind.NoField, step);
            }

            DeclaredType declared = field.Declared.Value;
            KernelMember[] found = [.. members.Where(member => declared.IsFoundAs(member.Type))];
            if (found.Length == 0)
            {
                return new FieldFinding(FieldFindingKind.OtherKind, step, KernelText.Of(members[0]));
            }

            if (step == path.Count - 1)
            {
                return found.Any(member => HasValue(declared, field.Bits, member))
                    ? default
                    : new FieldFinding(FieldFindingKind.OtherValue, step, KernelText.Of(found[0]));
            }

            holders = [.. found.Select(member => HeldBy(member.Type)).OfType<KernelAggregate>()];
        }
    }

    /// <summary>Returns the structs, across all kernels, in which a step of the path is looked up.</summary>
    public IReadOnlyList<KernelAggregate> HoldersOf(int step)
    {
        IReadOnlyList<KernelAggregate> holders = _root is null ? [] : [_root];
        foreach (KernelFieldStep field in path.Take(step))
        {
            holders = [.. Members(holders, field).Select(member => HeldBy(member.Type)).OfType<KernelAggregate>().Distinct()];
        }

        return holders;
    }

    /// <summary>Returns the members, across all kernels, that a step of the path may match.</summary>
    public IEnumerable<KernelMember> MembersOf(int step) => Members(HoldersOf(step), path[step]);

    private static IEnumerable<KernelMember> Members(IEnumerable<KernelAggregate> holders, KernelFieldStep field)
        => holders.SelectMany(holder => holder.Find(field.Name));

    // Of an array, what its elements are.
    private static KernelAggregate? HeldBy(KernelType type)
        => type.Resolved is { Kind: KernelTypeKind.Array, Element: { } element } ? HeldBy(element) : type.Resolved.Aggregate;

    // Core.ReadBits takes offset, width and sign from the kernel.
    private bool HasValue(DeclaredType declared, int bits, KernelMember member)
        => bits > 0 || question != KernelFieldQuestion.Value || (member.Bits == 0 && declared.HasValueOf(member.Type));
}
