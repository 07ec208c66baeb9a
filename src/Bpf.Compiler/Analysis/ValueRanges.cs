using System.Numerics;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>
/// Computes the range of an integer at a use from the operations that produce it and from the conditions of the branches that dominate the use. This is
/// what LLVM's lazy value info computes, which its C API does not expose.
/// </summary>
internal sealed class ValueRanges(FunctionAnalyses analyses)
{
    private const int MaximumDepth = 24;
    private const int MaximumSteps = 2000;

    private readonly Dictionary<LLVMBasicBlockRef, RangeFact[]> _facts = [];
    private readonly Dictionary<(LLVMValueRef, uint, LLVMBasicBlockRef), IntegerRange?> _known = [];
    private readonly Dictionary<LLVMValueRef, KnownBits> _bits = [];
    private readonly HashSet<LLVMValueRef> _openPhis = [];
    private readonly Dictionary<LLVMValueRef, IntegerRange> _assumed = [];
    private bool _areFactsComplete;
    private int _steps;

    /// <summary>Whether to try to prove that induction variables are never negative; this takes longer.</summary>
    public bool FollowsCounts { get; init; }

    /// <summary>Returns the range of a value at the start of a block; null when the conditions make the block unreachable.</summary>
    public IntegerRange? Of(LLVMValueRef value, LLVMBasicBlockRef block)
    {
        Prepare();
        return Of(value, value.TypeOf.IntWidth, new Place(block, []), 0);
    }

    /// <summary>Returns the range of a value on the edge from one block to another; null when the conditions rule out that edge.</summary>
    public IntegerRange? OnEdge(LLVMValueRef value, LLVMBasicBlockRef from, LLVMBasicBlockRef to)
    {
        Prepare();
        Place end = new(from, []);
        return Of(value, value.TypeOf.IntWidth, end.With(FactsOf(IntegerComparison.OnEdge(from, to), end)), 0);
    }

    /// <summary>Returns true for copies of the operand: inline assembly that makes an opaque copy, and whatever keeps LLVM from folding comparisons.</summary>
    public static bool IsCopy(LLVMValueRef value, out LLVMValueRef operand)
    {
        operand = default;
        if (value.InstructionOpcode != LLVMOpcode.LLVMCall)
        {
            return false;
        }

        operand = OpaqueValue.IsOpaque(value) ? value.GetOperand(0)
            : value.CalledValue.Name.StartsWith("llvm.bpf.passthrough", StringComparison.Ordinal) ? value.GetOperand(1)
            : default;
        return operand.Handle != 0;
    }

    private void Prepare()
    {
        if (!_areFactsComplete)
        {
            // Facts at the entry of a block may build on those at the entries of its dominators.
            foreach (LLVMBasicBlockRef each in analyses.DominatorTree.Blocks)
            {
                _steps = MaximumSteps;
                _facts[each] = analyses.DominatorTree.PredecessorsOf(each) is [var from] ? FactsOf(IntegerComparison.OnEdge(from, each), new Place(from, []))
                    : [];
            }

            _areFactsComplete = true;
        }

        _steps = MaximumSteps;
    }

    // The range of the low bits of a value. Null where no value is possible.
    private IntegerRange? Of(LLVMValueRef value, uint bits, Place place, int depth)
    {
        if (value.IsConstantInt)
        {
            return IntegerRange.Single(bits, value.ConstIntZExt);
        }

        bool isCached = _areFactsComplete && place.Facts.Length == 0 && _openPhis.Count == 0;
        if (isCached && _known.TryGetValue((value, bits, place.Block), out IntegerRange? known))
        {
            return known;
        }

        IntegerRange? range = depth > MaximumDepth || --_steps < 0 || !value.IsInstruction
            ? IntegerRange.Full(bits)
            : OfInstruction(value, bits, place, depth + 1);
        range = WithBits(value, bits, WithFacts(value, bits, range, place, depth));
        if (isCached && _steps > 0)
        {
            _known[(value, bits, place.Block)] = range;
        }

        return range;
    }

    private IntegerRange? WithBits(LLVMValueRef value, uint bits, IntegerRange? range)
    {
        if (range is not { IsSingle: false } some || !value.IsInstruction)
        {
            return range;
        }

        if (!_bits.TryGetValue(value, out KnownBits known))
        {
            _bits.Add(value, known = KnownBits.Of(value));
        }

        if (bits == value.TypeOf.IntWidth)
        {
            range = some.Intersect(IntegerRange.Between(bits, 0, known.Largest));
        }

        return range?.WithBits(known.Bits & some.All, known.Ones & some.All);
    }

    private IntegerRange? WithFacts(LLVMValueRef value, uint bits, IntegerRange? range, Place place, int depth)
    {
        (LLVMValueRef root, ulong addend) = RangeFact.RootOf(value, bits);
        uint widest = bits;
        foreach (RangeFact fact in FactsAt(place).Where(fact => fact.Root == root))
        {
            widest = Math.Max(widest, fact.Range.Width);
            uint both = Math.Min(bits, fact.Range.Width);
            IntegerRange moved = fact.Range.Truncate(both).Add(IntegerRange.Single(both, addend - fact.Addend));
            IntegerRange? also = both == bits ? moved : range is { } high ? Extended(moved, high) : null;
            range = also is { } more ? range?.Intersect(more) : range;
        }

        // A range known for more bits may narrow this one further.
        return widest > bits && depth <= MaximumDepth
            ? Of(root, widest, place, depth + 1) is { } wide ? range?.Intersect(wide.Truncate(bits).Add(IntegerRange.Single(bits, addend))) : null
            : range;
    }

    // From the range of the low bits, where the value fits in them.
    private static IntegerRange? Extended(IntegerRange low, IntegerRange range)
    {
        IntegerRange all = IntegerRange.Full(low.Width);
        return range.UnsignedMaximum <= all.All ? low.ZeroExtend(range.Width)
            : range.SignedMinimum >= all.SignedMinimum && range.SignedMaximum <= all.SignedMaximum ? low.SignExtend(range.Width)
            : null;
    }

    private IntegerRange? OfInstruction(LLVMValueRef value, uint bits, Place place, int depth)
    {
        uint width = value.TypeOf.IntWidth;
        ulong? constant = value.OperandCount == 2 && value.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: var number } ? number : null;
        IntegerRange? Operand(uint index, uint bits) => Of(value.GetOperand(index), bits, place, depth);
        IntegerRange? Both(uint bits, Func<IntegerRange, IntegerRange, IntegerRange> make)
            => Operand(0, bits) is { } left && Operand(1, bits) is { } right ? make(left, right) : null;

        switch (value.InstructionOpcode)
        {
            case LLVMOpcode.LLVMTrunc or LLVMOpcode.LLVMFreeze:
                return Operand(0, bits);
            case LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMSExt when value.GetOperand(0).TypeOf.IntWidth is var narrow:
                return narrow >= bits ? Operand(0, bits)
                    : value.InstructionOpcode == LLVMOpcode.LLVMZExt ? Operand(0, narrow)?.ZeroExtend(bits) : Operand(0, narrow)?.SignExtend(bits);

            // Low bits of the result depend only on low bits of the operands.
            case LLVMOpcode.LLVMAdd:
                return Both(bits, static (left, right) => left.Add(right));
            case LLVMOpcode.LLVMSub:
                return Both(bits, static (left, right) => left.Sub(right));
            case LLVMOpcode.LLVMMul:
                return Both(bits, static (left, right) => left.Mul(right));
            case LLVMOpcode.LLVMAnd:
                return OfMask(value, constant, bits, place, depth);
            case LLVMOpcode.LLVMOr:
                return Both(bits, static (left, right) => left.Or(right));
            case LLVMOpcode.LLVMXor:
                return Both(bits, static (left, right) => left.Xor(right));
            case LLVMOpcode.LLVMShl when constant < width:
                int up = (int)constant.Value;
                return up >= bits ? IntegerRange.Single(bits, 0)
                    : up == 0 ? Operand(0, bits)
                    : Operand(0, bits - (uint)up) is { } low ? new IntegerRange(bits, low.Lowest << up, low.Extent << up) : null;
            case LLVMOpcode.LLVMLShr:
                return Shifted(static (range, least, most) => IntegerRange.Between(range.Width, range.UnsignedMinimum >> most, range.UnsignedMaximum >> least));
            case LLVMOpcode.LLVMAShr:
                return Shifted(static (range, least, most) => IntegerRange.Between(range.Width,
                    (ulong)(range.SignedMinimum >> (range.SignedMinimum < 0 ? least : most)),
                    (ulong)(range.SignedMaximum >> (range.SignedMaximum < 0 ? most : least))));
            case LLVMOpcode.LLVMShl:
                return Shifted(static (range, least, most) => range.UnsignedMaximum <= range.All >> most
                    ? IntegerRange.Between(range.Width, range.UnsignedMinimum << least, range.UnsignedMaximum << most)
                    : IntegerRange.Full(range.Width));
            case LLVMOpcode.LLVMUDiv:
                return Both(width, static (left, right) => left.UnsignedQuotient(right))?.Truncate(bits);
            case LLVMOpcode.LLVMURem:
                return Both(width, static (left, right) => left.UnsignedRemainder(right))?.Truncate(bits);
            case LLVMOpcode.LLVMSelect when Operand(0, 1) is { IsSingle: true, Lowest: var choice }:
                return Operand(choice == 1 ? 1u : 2, bits);
            case LLVMOpcode.LLVMSelect:
                return Either(Of(value.GetOperand(1), bits, place.With(FactsOf(IntegerComparison.Of(value.GetOperand(0), true), place)), depth),
                    Of(value.GetOperand(2), bits, place.With(FactsOf(IntegerComparison.Of(value.GetOperand(0), false), place)), depth));
            case LLVMOpcode.LLVMPHI:
                return OfPhi(value, bits, depth);
            case LLVMOpcode.LLVMCall:
                return OfCall(value, bits, place, depth);
            default:
                return IntegerRange.Full(bits);
        }

        // Shift counts are smaller than the width, or the result is poison.
        IntegerRange? Shifted(Func<IntegerRange, int, int, IntegerRange> shift)
            => Operand(0, width) is { } range && Operand(1, width)?.Intersect(IntegerRange.Between(width, 0, width - 1)) is { } count
                ? shift(range, (int)count.UnsignedMinimum, (int)count.UnsignedMaximum).Truncate(bits)
                : null;
    }

    private IntegerRange? OfMask(LLVMValueRef value, ulong? mask, uint bits, Place place, int depth)
    {
        LLVMValueRef masked = value.GetOperand(0);
        if (mask is not > 0)
        {
            return Of(masked, bits, place, depth) is { } one && Of(value.GetOperand(1), bits, place, depth) is { } other ? one.And(other) : null;
        }

        // No bits above the mask are set.
        uint length = Math.Min((uint)BitOperations.Log2(mask.Value) + 1, bits);
        ulong low = mask.Value & IntegerRange.Full(length).All;
        IntegerRange? range = Of(masked, length, place, depth)?.And(IntegerRange.Single(length, low));

        // Bits that are shifted and then masked may also exist masked before the shift.
        if (masked is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMShl, OperandCount: 2 }
            && masked.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: > 0 and < 64 and var up }
            && low >> (int)up << (int)up == low)
        {
            foreach (LLVMValueRef other in masked.GetOperand(0).Users)
            {
                if (other.InstructionOpcode == LLVMOpcode.LLVMAnd && other.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: var same }
                    && same == low >> (int)up)
                {
                    IntegerRange? unshifted = WithFacts(other, length, IntegerRange.Between(length, 0, same), place, depth);
                    range = unshifted?.WithBits(same, 0) is { } there ? range?.Intersect(there.ShiftLeft((int)up)) : null;
                }
            }
        }

        return range?.WithBits(low, 0)?.ZeroExtend(bits);
    }

    private static IntegerRange? Either(IntegerRange? one, IntegerRange? other) => one is { } first && other is { } second ? first.Union(second) : one ?? other;

    private IntegerRange? OfCall(LLVMValueRef call, uint bits, Place place, int depth)
    {
        uint width = call.TypeOf.IntWidth;
        if (IsCopy(call, out LLVMValueRef copied))
        {
            return Of(copied, bits, place, depth);
        }

        string intrinsic = KnownBits.IntrinsicOf(call);
        LLVMOpcode? division = UnsignedDivision.OpcodeOf(call);
        if (intrinsic == "ctpop")
        {
            return Of(call.GetOperand(0), width, place, depth) is { } counted
                ? WithBits(call, width, IntegerRange.Between(width, counted.Contains(0) ? 0UL : 1, width))?.Truncate(bits)
                : null;
        }

        if (division is null && intrinsic is not ("umin" or "umax" or "smin" or "smax" or "abs"))
        {
            return WithBits(call, width, IntegerRange.Full(width))?.Truncate(bits);
        }

        if (Of(call.GetOperand(0), width, place, depth) is not { } one || Of(call.GetOperand(1), intrinsic == "abs" ? 1 : width, place, depth) is not { } other)
        {
            return null;
        }

        IntegerRange range = (division, intrinsic) switch
        {
            (LLVMOpcode.LLVMUDiv, _) => one.UnsignedQuotient(other),
            (LLVMOpcode.LLVMURem, _) => one.UnsignedRemainder(other),
            (_, "umin") => IntegerRange.Between(width, Math.Min(one.UnsignedMinimum, other.UnsignedMinimum),
                Math.Min(one.UnsignedMaximum, other.UnsignedMaximum)),
            (_, "umax") => IntegerRange.Between(width, Math.Max(one.UnsignedMinimum, other.UnsignedMinimum),
                Math.Max(one.UnsignedMaximum, other.UnsignedMaximum)),
            (_, "smin") => IntegerRange.Between(width, (ulong)Math.Min(one.SignedMinimum, other.SignedMinimum),
                (ulong)Math.Min(one.SignedMaximum, other.SignedMaximum)),
            (_, "smax") => IntegerRange.Between(width, (ulong)Math.Max(one.SignedMinimum, other.SignedMinimum),
                (ulong)Math.Max(one.SignedMaximum, other.SignedMaximum)),
            _ => one.SignedMinimum >= 0 ? one
                : IntegerRange.Between(width, 0, Math.Max(0 - (ulong)one.SignedMinimum & one.All, (ulong)Math.Max(one.SignedMaximum, 0))),
        };
        return WithBits(call, width, range)?.Truncate(bits);
    }

    private IntegerRange? OfPhi(LLVMValueRef phi, uint bits, int depth)
    {
        if (!_openPhis.Add(phi))
        {
            return _assumed.TryGetValue(phi, out IntegerRange assumed) ? assumed.Truncate(bits) : IntegerRange.Full(bits);
        }

        try
        {
            if (bits == phi.TypeOf.IntWidth && OfInduction(phi) is { } induction)
            {
                return induction;
            }

            IntegerRange? range = OfIncoming(phi, bits, depth);
            return FollowsCounts && bits == phi.TypeOf.IntWidth && range is { SignedMinimum: < 0 } ? OfCount(phi, depth) ?? range : range;
        }
        finally
        {
            _openPhis.Remove(phi);
        }
    }

    private IntegerRange? OfIncoming(LLVMValueRef phi, uint bits, int depth)
    {
        IntegerRange? range = null;
        for (uint i = 0; i < phi.OperandCount && range is not { IsFull: true }; i++)
        {
            LLVMBasicBlockRef from = phi.GetIncomingBlock(i);
            Place end = new(from, []);
            range = Either(range, Of(phi.GetOperand(i), bits, end.With(FactsOf(IntegerComparison.OnEdge(from, phi.InstructionParent), end)), depth));
        }

        return range;
    }

    // By induction: if it is not negative in one iteration, it is not in the next. Null where that does not follow.
    private IntegerRange? OfCount(LLVMValueRef phi, int depth)
    {
        uint width = phi.TypeOf.IntWidth;
        _assumed.Add(phi, IntegerRange.Between(width, 0, IntegerRange.Full(width).All >> 1));
        IntegerRange? range = OfIncoming(phi, width, depth);
        _assumed.Remove(phi);
        return range is { SignedMinimum: >= 0 } ? range : null;
    }

    // A counter from one constant to another with a step that hits the end exactly: the loop continues while the next value is not the end.
    private static IntegerRange? OfInduction(LLVMValueRef phi)
    {
        for (uint i = 0; i < 2 && phi.OperandCount == 2; i++)
        {
            if (phi.GetOperand(1 - i) is not { IsConstantInt: true, ConstIntZExt: var start }
                || phi.GetOperand(i) is not { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMAdd } next
                || next.GetOperand(0) != phi || next.GetOperand(1) is not { IsConstantInt: true, ConstIntSExt: not 0 and var step })
            {
                continue;
            }

            foreach (IntegerComparison comparison in IntegerComparison.OnEdge(phi.GetIncomingBlock(i), phi.InstructionParent))
            {
                if (comparison is { Predicate: LLVMIntPredicate.LLVMIntNE, Right: { IsConstantInt: true, ConstIntZExt: var end } } && comparison.Left == next)
                {
                    uint width = phi.TypeOf.IntWidth;
                    IntegerRange way = step > 0 ? IntegerRange.Between(width, start, end) : IntegerRange.Between(width, end, start);
                    ulong size = step > 0 ? (ulong)step : 0 - (ulong)step;
                    if (way.Extent != 0 && way.Extent % size == 0)
                    {
                        return new IntegerRange(width, step > 0 ? way.Lowest : (way.Lowest + size) & way.All, way.Extent - size);
                    }
                }
            }
        }

        return null;
    }

    private IEnumerable<RangeFact> FactsAt(Place place)
    {
        foreach (RangeFact fact in place.Facts)
        {
            yield return fact;
        }

        for (LLVMBasicBlockRef? block = place.Block; block is { } inside; block = analyses.DominatorTree.ImmediateDominatorOf(inside))
        {
            // Missing while the facts of that block are still being computed.
            foreach (RangeFact fact in _facts.GetValueOrDefault(inside, []))
            {
                yield return fact;
            }
        }
    }

    // In order: each fact may build on the ones before it.
    private RangeFact[] FactsOf(IEnumerable<IntegerComparison> comparisons, Place place)
    {
        List<RangeFact> facts = [];
        foreach (IntegerComparison comparison in comparisons)
        {
            facts.AddRange(FactsOf(comparison, place.With([.. facts])));
            facts.AddRange(DistancesOf(comparison));
            facts.AddRange(FactsOf(comparison.Swapped, place.With([.. facts])));
        }

        return [.. facts];
    }

    // Two values are equal exactly when their xor, or their difference, is 0.
    private static IEnumerable<RangeFact> DistancesOf(IntegerComparison comparison)
        => from user in comparison.Left.IsConstant || comparison.Predicate is not (LLVMIntPredicate.LLVMIntEQ or LLVMIntPredicate.LLVMIntNE) ? []
        : comparison.Left.Users
           where user.InstructionOpcode is LLVMOpcode.LLVMXor or LLVMOpcode.LLVMSub
               && ((user.GetOperand(0) == comparison.Left && user.GetOperand(1) == comparison.Right)
               || (user.GetOperand(1) == comparison.Left && user.GetOperand(0) == comparison.Right))
           let zero = IntegerRange.Single(user.TypeOf.IntWidth, 0)
           select new RangeFact(user, 0, comparison.Predicate == LLVMIntPredicate.LLVMIntEQ ? zero : IntegerRange.Between(zero.Width, 1, zero.All));

    private IEnumerable<RangeFact> FactsOf(IntegerComparison comparison, Place place)
    {
        const int Depth = MaximumDepth / 2;
        LLVMValueRef value = comparison.Left;
        if (value.IsConstant || Of(comparison.Right, value.TypeOf.IntWidth, place, Depth) is not { } other
            || IntegerComparison.RegionOf(comparison.Predicate, other) is not { } region)
        {
            return [];
        }

        return RangeFact.AllOf(value, region.Intersect(Of(value, value.TypeOf.IntWidth, place, Depth) ?? region) ?? region,
            operand => Of(operand, operand.TypeOf.IntWidth, place, Depth));
    }

    // The point of a query, with what is known there in addition to the dominating branches.
    private readonly record struct Place(LLVMBasicBlockRef Block, RangeFact[] Facts)
    {
        public Place With(RangeFact[] facts) => facts.Length == 0 ? this : this with { Facts = [.. Facts, .. facts] };
    }
}
