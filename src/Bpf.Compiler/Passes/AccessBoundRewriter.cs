using System.Globalization;
using System.Numerics;
using Bpf.Compiler.Analysis;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Markers;

namespace Bpf.Compiler.Passes;

/// <summary>Runs <see cref="AccessBounds"/> on one function.</summary>
internal sealed class AccessBoundRewriter(PassContext context, FunctionAnalyses analyses)
{
    private const int MaximumDepth = 8;

    private readonly ValueRanges _ranges = new(analyses);
    private readonly bool _areIndexesChecked = analyses.Function.StringAttribute(Marker.CheckedIndexes) is not null;

    public void Run()
    {
        // In reverse order, so that an address derived from another is seen before that one changes.
        foreach (LLVMValueRef address in FunctionBody.Instructions(analyses.Function)
            .Where(instruction => instruction.InstructionOpcode == LLVMOpcode.LLVMGetElementPtr && instruction.GetOperand(1) is { IsConstant: false }).Reverse()
            .ToArray())
        {
            if (ObjectAddress.Of(address, context.SizeOf) is { } parts && SizeOf(parts.Object) is > 0 and <= int.MaxValue and var size)
            {
                List<Access> accesses = [];
                Collect(address, 0, accesses, 0);
                Visit(address, parts, size, [.. accesses]);
            }
        }
    }

    private void Visit(LLVMValueRef address, ObjectAddress parts, ulong size, Access[] accesses)
    {
        if (accesses.Length == 0 || IsKnown(parts, size, accesses))
        {
            return;
        }

        // The check may come after the address is computed.
        if (!TrySpell(address, address.InstructionParent, parts, size, accesses))
        {
            foreach (IGrouping<LLVMBasicBlockRef, Access> group in accesses.Where(access => access.User.InstructionOpcode != LLVMOpcode.LLVMPHI)
                .GroupBy(access => access.User.InstructionParent))
            {
                VisitBlock(group.Key, [.. group], parts, size);
            }
        }
    }

    private void VisitBlock(LLVMBasicBlockRef block, Access[] accesses, ObjectAddress parts, ulong size)
    {
        if (TrySpell(FirstOf(accesses), block, parts, size, accesses))
        {
            return;
        }

        // Uses that do not access memory may go past the end of the object.
        Access[] rest = [.. accesses.Where(access => !TrySpell(access.User, block, parts, size, [access]) && access.Size > 0)];
        if (_areIndexesChecked && rest.Length > 0)
        {
            TrySpell(FirstOf(rest), block, parts, size, rest, isWithin: true);
        }
    }

    private static LLVMValueRef FirstOf(Access[] accesses)
    {
        LLVMValueRef first = accesses[0].User;
        if (accesses.Length > 1)
        {
            for (first = first.InstructionParent.FirstInstruction; accesses.All(access => access.User != first);)
            {
                first = first.NextInstruction;
            }
        }

        return first;
    }

    private static bool IsKnown(ObjectAddress parts, ulong size, Access[] accesses)
    {
        if (parts.Terms.All(term => VerifierBound.IsCounted(term.Value)))
        {
            return true;
        }

        UInt128 largest = 0;
        foreach ((LLVMValueRef value, ulong factor) in parts.Terms)
        {
            if (VerifierBound.Of(value) is not { } bound)
            {
                return false;
            }

            largest += (UInt128)bound * factor;
        }

        return accesses.All(access => parts.Constant + access.Offset >= 0 && largest + (ulong)(parts.Constant + access.Offset) + access.Size <= size);
    }

    // False when neither the computation of the offset nor a check in the program shows that it is within the object.
    private bool TrySpell(LLVMValueRef before, LLVMBasicBlockRef block, ObjectAddress parts, ulong size, Access[] accesses, bool isWithin = false)
    {
        IntegerRange range = IntegerRange.Single(64, 0);
        bool isReached = true;
        foreach ((LLVMValueRef value, ulong factor) in parts.Terms)
        {
            IntegerRange? term = _ranges.Of(value, block);
            isReached &= term is not null;
            range = range.Add((term ?? IntegerRange.Full(64)).Mul(IntegerRange.Single(64, factor)));
        }

        // The offset of the lowest byte, and the number of bytes accessed from there.
        long first = accesses.Min(access => access.Offset);
        long constant = parts.Constant + first;
        ulong extent = accesses.Max(access => (ulong)(access.Offset - first) + Math.Max(access.Size, 1));
        IntegerRange lowest = range.Add(IntegerRange.Single(64, (ulong)(parts.Constant + first)));
        if (isWithin && extent <= size)
        {
            IntegerRange? within = lowest.Intersect(IntegerRange.Between(64, 0, size - extent));
            isReached &= within is not null;
            lowest = within ?? lowest;
            range = lowest.Sub(IntegerRange.Single(64, (ulong)constant));
        }

        // The offset is a multiple of the access's alignment, which the verifier requires on the stack.
        ulong alignment = parts.Object is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMAlloca, Alignment: var aligned }
            ? Math.Min(aligned, accesses.Min(AlignmentOf)) : 1;
        ulong known = 1UL << Math.Min(parts.TrailingZeros(), 32),
            step = Math.Max(known, Math.Min(alignment, 1UL << Math.Min(BitOperations.TrailingZeroCount(constant), 32)));
        if (extent <= size && !isReached)
        {
            // LLVM could have removed the access.
            Rewrite(0, isMask: true, 0);
            return true;
        }

        if (extent > size || lowest.UnsignedMaximum > size - extent)
        {
            return false;
        }

        // For other unknown accesses, the verifier knows more than this analysis.
        ulong limit = accesses.Any(access => access.Size == 0) ? lowest.UnsignedMaximum : size - extent;
        bool isApart = constant >= 0 && range.UnsignedMaximum <= size;
        if (isApart && MaskOf(range.UnsignedMaximum, step) <= limit - (ulong)constant)
        {
            Rewrite(MaskOf(range.UnsignedMaximum, step), isMask: true, constant);
        }
        else if (constant != 0 && BitOperations.TrailingZeroCount(constant) is var zeros && Math.Min(step, 1UL << Math.Min(zeros, 32)) is var both
            && MaskOf(lowest.UnsignedMaximum, both) <= limit)
        {
            Rewrite(MaskOf(lowest.UnsignedMaximum, both), isMask: true, 0);
        }
        else if (isApart)
        {
            Rewrite(limit - (ulong)constant, isMask: false, constant);
        }
        else
        {
            Rewrite(limit, isMask: false, 0);
        }

        return true;

        void Rewrite(ulong bound, bool isMask, long apart)
        {
            LLVMBuilderRef builder = context.Builder;
            builder.PositionBefore(before);
            LLVMValueRef offset = default;
            foreach ((LLVMValueRef value, ulong factor) in parts.Terms)
            {
                LLVMValueRef scaled = factor == 1 ? value : builder.BuildMul(value, Word(factor));
                offset = offset.Handle == 0 ? scaled : builder.BuildAdd(offset, scaled);
            }

            if (constant != apart)
            {
                offset = builder.BuildAdd(offset, Word((ulong)(constant - apart)));
            }

            if (isMask || step > known)
            {
                offset = builder.BuildAnd(OpaqueValue.Create(builder, offset), Word(isMask ? bound : ~(step - 1)));
            }

            offset = isMask ? offset : UpperBound.Create(builder, offset, bound & ~(step - 1));
            LLVMValueRef bounded = builder.BuildGEP2(context.Int8, parts.Object, [offset]);
            foreach (Access access in accesses)
            {
                long rest = access.Offset - first + apart;
                LLVMValueRef pointer = bounded;
                if (rest != 0)
                {
                    builder.PositionBefore(access.User.InstructionOpcode == LLVMOpcode.LLVMPHI ? access.User.GetIncomingBlock(access.Operand).Terminator
                        : access.User);
                    pointer = builder.BuildGEP2(context.Int8, bounded, [Word((ulong)rest)]);
                }

                access.User.SetOperand(access.Operand, pointer);
            }
        }
    }

    private static ulong AlignmentOf(Access access) => access.User.InstructionOpcode is LLVMOpcode.LLVMLoad or LLVMOpcode.LLVMStore ? access.User.Alignment : 1;

    // Bits that can be set in offsets up to a maximum.
    private static ulong MaskOf(ulong largest, ulong step) => largest == 0 ? 0 : (ulong.MaxValue >> BitOperations.LeadingZeroCount(largest)) & ~(step - 1);

    private LLVMValueRef Word(ulong value) => LLVMValueRef.CreateConstInt(context.Int64, value);

    private void Collect(LLVMValueRef address, long offset, List<Access> accesses, int depth)
    {
        foreach (LLVMValueRef user in address.Users.Distinct())
        {
            if (user.InstructionOpcode == LLVMOpcode.LLVMGetElementPtr && user.GetOperand(0) == address)
            {
                if (depth < MaximumDepth && ObjectAddress.IndexOf(user, context.SizeOf) is var (index, factor) && index.IsConstantInt)
                {
                    Collect(user, offset + (index.ConstIntSExt * (long)factor), accesses, depth + 1);
                }

                continue;
            }

            for (uint i = 0; i < user.OperandCount; i++)
            {
                if (user.GetOperand(i) == address)
                {
                    accesses.Add(new Access(user, i, offset, SizeOf(user, i)));
                }
            }
        }
    }

    // Number of bytes that an instruction reads or writes at an operand; 0 when unknown.
    private ulong SizeOf(LLVMValueRef user, uint operand) => user.InstructionOpcode switch
    {
        LLVMOpcode.LLVMLoad => context.SizeOf(user.TypeOf),
        LLVMOpcode.LLVMStore when operand == 1 => context.SizeOf(user.GetOperand(0).TypeOf),
        LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg when operand == 0 => context.SizeOf(user.GetOperand(1).TypeOf),
        LLVMOpcode.LLVMCall when KnownBits.IntrinsicOf(user) is "memcpy" or "memmove" or "memset"
            && user.GetOperand(2) is { IsConstantInt: true, ConstIntZExt: var length } => length,
        _ => 0,
    };

    // 0 for an object of unknown size.
    private ulong SizeOf(LLVMValueRef pointer)
        => pointer.IsGlobalVariable ? context.SizeOf(pointer.GlobalValueType)
            : pointer.IsInstruction && pointer.InstructionOpcode == LLVMOpcode.LLVMAlloca && pointer.GetOperand(0) is { IsConstantInt: true, ConstIntZExt: 1 }
                ? context.SizeOf(pointer.AllocatedType)
            // The compiler bounds it only in functions that carry the marker.
            : _areIndexesChecked && pointer.IsInstruction && pointer.InstructionOpcode == LLVMOpcode.LLVMCall
                && pointer.StringAttribute(Marker.ObjectSize) is { } size
                ? ulong.Parse(size, CultureInfo.InvariantCulture)
                : 0;

    /// <summary>A use of an address plus an offset in bytes.</summary>
    private readonly record struct Access(LLVMValueRef User, uint Operand, long Offset, ulong Size);
}
