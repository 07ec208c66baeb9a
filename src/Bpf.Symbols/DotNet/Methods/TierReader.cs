using Bpf.Symbols.DotNet.Contract;
using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.Methods;

/// <summary>Tells how a block of code was compiled, as far as the runtime notes it: for all versions of a method's code but the first.</summary>
internal sealed class TierReader(IProcessMemory memory, RuntimeLayout layout)
{
    private const int MostVersions = 1000;
    // 10 does not describe the field with the tier. It is here if the flags are where they were found in 10; otherwise the tier stays unknown.
    private const int FlagsAfterNext = 28;
    private const int TierAfterNext = 12;

    private static readonly CodeTier[] s_tiers =
    [
        CodeTier.Tier0, CodeTier.Tier1, CodeTier.OnStackReplacement, CodeTier.Optimized, CodeTier.Tier0Instrumented, CodeTier.Tier1Instrumented,
    ];

    /// <summary>Returns how a block was compiled.</summary>
    /// <param name="method">Address of the method's <c>MethodDesc</c>.</param>
    /// <param name="start">First address of the block.</param>
    public CodeTier Find(ulong method, ulong start)
    {
        RuntimeLayout.VersionLayout fields = layout.Versions;
        int? tier = fields.Tier ?? (fields.Flags == fields.Next + FlagsAfterNext ? fields.Next + TierAfterNext : null);
        if (tier is not { } tierField || layout.Method.CodeData is not { } data
            || fields is not { State: { } state, Node: { } first, Next: { } next, Code: { } code })
        {
            return CodeTier.Unknown;
        }

        ulong node = Follow(Follow(Follow(method, data), state), first);
        for (int count = 0; node != 0 && count < MostVersions; count++, node = memory.Pointer(node + (ulong)next))
        {
            if (memory.Pointer(node + (ulong)code) == start)
            {
                uint value = memory.UInt32(node + (ulong)tierField);
                return value < s_tiers.Length ? s_tiers[value] : CodeTier.Unknown;
            }
        }

        return CodeTier.Unknown;
    }

    private ulong Follow(ulong structure, int field) => structure == 0 ? 0 : memory.Pointer(structure + (ulong)field);
}
