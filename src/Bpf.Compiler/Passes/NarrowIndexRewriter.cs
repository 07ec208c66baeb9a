using System.Numerics;
using Bpf.Compiler.Analysis;
using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Runs <see cref="NarrowIndexes"/> on one function.</summary>
internal sealed class NarrowIndexRewriter(PassContext context, FunctionAnalyses analyses)
{
    private const int MaximumDepth = 8;

    // The opaque i32 copy of an i64 that all users should use.
    private readonly Dictionary<LLVMValueRef, LLVMValueRef> _copies = [];

    private BoundedUses Uses => analyses.BoundedUses;

    public void Run()
    {
        LLVMValueRef[] integers = [.. FunctionBody.Integers(analyses.Function, 64)];
        // From few bits to many: a value computed from a part is no longer computed from the i32.
        foreach (LLVMValueRef wide in integers)
        {
            VisitParts(wide);
        }

        foreach (LLVMValueRef wide in integers)
        {
            if (I32Extension.Of(wide) is { } extension)
            {
                Rebuild(wide, extension);
            }
        }

        foreach (LLVMValueRef wide in integers)
        {
            ReplaceWhereLow(wide);
        }
    }

    // Rebuilds an extension of i32 arithmetic from i32 copies.
    private void Rebuild(LLVMValueRef wide, I32Extension extension)
    {
        if (!IsMadeOfCompared(extension.Low, 0) || !wide.Users.Any(user => Uses.Includes(user, wide)))
        {
            return;
        }

        LLVMValueRef low = Low(extension.Low, 0, wide);
        LLVMBuilderRef builder = context.Builder;
        low = extension.Addend == 0 ? low : builder.BuildAdd(low, LLVMValueRef.CreateConstInt(context.Int32, extension.Addend));
        LLVMValueRef extended = extension.IsSigned ? builder.BuildSExt(low, context.Int64) : builder.BuildZExt(low, context.Int64);
        wide.ReplaceAllUsesWith(extension.Up == 0 ? extended : builder.BuildShl(extended, LLVMValueRef.CreateConstInt(context.Int64, (ulong)extension.Up)));
    }

    private bool IsMadeOfCompared(LLVMValueRef value, int depth) => value.IsInstruction && depth < MaximumDepth
        && (_copies.ContainsKey(value) || I32Comparisons.IsCompared(value)
            || (IsLowArithmetic(value) && (IsMadeOfCompared(value.GetOperand(0), depth + 1) || IsMadeOfCompared(value.GetOperand(1), depth + 1))));

    // The low 32 bits of the result depend only on those of the operands.
    private static bool IsLowArithmetic(LLVMValueRef value) => value.InstructionOpcode
        is LLVMOpcode.LLVMAdd or LLVMOpcode.LLVMSub or LLVMOpcode.LLVMMul or LLVMOpcode.LLVMAnd or LLVMOpcode.LLVMOr or LLVMOpcode.LLVMXor;

    private LLVMValueRef Low(LLVMValueRef value, int depth, LLVMValueRef before)
    {
        LLVMValueRef? copy = CopyOf(value);
        bool isRebuilt = copy is null && IsMadeOfCompared(value, depth);
        (LLVMValueRef left, LLVMValueRef right) = isRebuilt ? (Low(value.GetOperand(0), depth + 1, before), Low(value.GetOperand(1), depth + 1, before))
            : default;
        LLVMBuilderRef builder = context.Builder;
        builder.PositionBefore(before);
        return copy ?? (isRebuilt ? value.InstructionOpcode : LLVMOpcode.LLVMTrunc) switch
        {
            LLVMOpcode.LLVMAdd => builder.BuildAdd(left, right),
            LLVMOpcode.LLVMSub => builder.BuildSub(left, right),
            LLVMOpcode.LLVMMul => builder.BuildMul(left, right),
            LLVMOpcode.LLVMAnd => builder.BuildAnd(left, right),
            LLVMOpcode.LLVMOr => builder.BuildOr(left, right),
            LLVMOpcode.LLVMXor => builder.BuildXor(left, right),
            _ => builder.BuildTrunc(value, context.Int32),
        };
    }

    private LLVMValueRef? CopyOf(LLVMValueRef wide)
    {
        if (_copies.TryGetValue(wide, out LLVMValueRef copy))
        {
            return copy;
        }

        if (!wide.IsInstruction || !I32Comparisons.IsCompared(wide))
        {
            return null;
        }

        LLVMBuilderRef builder = context.Builder;
        builder.PositionBefore(FunctionBody.After(wide));
        LLVMValueRef made = builder.BuildTrunc(wide, context.Int32);
        copy = OpaqueValue.CreateI32(context.Builder, made, context.HasI32Registers);
        foreach (LLVMValueRef part in I32Comparisons.TruncationsOf(wide).Where(part => part != made).ToArray())
        {
            part.ReplaceAllUsesWith(copy);
        }

        I32Comparisons.CompareInstead(wide, copy, builder);
        _copies.Add(wide, copy);
        return copy;
    }

    // Users that ignore the upper bits get the zero-extended copy.
    private void ReplaceWhereLow(LLVMValueRef wide)
    {
        LLVMValueRef[] users = [.. wide.Users.Distinct().Where(user => IsLow(user, wide, 32) && Uses.Includes(user, wide))];
        if (users.Length > 0 && CopyOf(wide) is { } copy)
        {
            context.Builder.PositionBefore(copy.NextInstruction);
            Replace(users, wide, context.Builder.BuildZExt(copy, context.Int64));
        }
    }

    private static void Replace(IEnumerable<LLVMValueRef> users, LLVMValueRef old, LLVMValueRef replacement)
    {
        foreach (LLVMValueRef user in users)
        {
            for (uint i = 0; i < user.OperandCount; i++)
            {
                if (user.GetOperand(i) == old)
                {
                    user.SetOperand(i, replacement);
                }
            }
        }
    }

    // Fewer bits than an i32, sign- or zero-extended.
    private void VisitParts(LLVMValueRef wide)
    {
        foreach (LLVMValueRef narrow in I32Comparisons.TruncationsOf(wide).ToArray())
        {
            foreach ((LLVMValueRef part, int bits) in FewBitsOf(narrow).Where(form => I32Comparisons.IsComparedItself(form.Part)).ToArray())
            {
                LLVMValueRef[] masked = [.. wide.Users.Distinct().Where(user => IsLow(user, wide, bits) && Uses.Includes(user, wide))];
                // A zero-extended part says nothing about a sign-extended one.
                LLVMValueRef[] signed = part.InstructionOpcode == LLVMOpcode.LLVMAnd ? [] :
                [
                    .. SignedForms(wide, 64 - bits).Concat(SignedForms(narrow, 32 - bits))
                        .Where(form => form != part && form.Users.Any(user => Uses.Includes(user, form))),
                ];
                if (masked.Length + signed.Length > 0)
                {
                    Unite(part, wide, masked, signed);
                }
            }
        }
    }

    private static IEnumerable<(LLVMValueRef Part, int Bits)> FewBitsOf(LLVMValueRef narrow)
    {
        foreach (LLVMValueRef user in narrow.Users)
        {
            if (user.InstructionOpcode == LLVMOpcode.LLVMAnd && user.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: var mask }
                && BitOperations.IsPow2(mask + 1))
            {
                yield return (user, BitOperations.Log2(mask + 1));
            }
            else if (user.InstructionOpcode == LLVMOpcode.LLVMShl && user.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: var up })
            {
                // Older versions of LLVM compare the bits while they are shifted to the top.
                if (I32Comparisons.AtTheTop(user, (int)up).Any())
                {
                    yield return (user, 32 - (int)up);
                }

                foreach (LLVMValueRef back in user.Users.Where(back => back.InstructionOpcode == LLVMOpcode.LLVMAShr && IsConstant(back.GetOperand(1), up)))
                {
                    yield return (back, 32 - (int)up);
                }
            }
        }
    }

    // The sign-extended low bits, possibly shifted up: shifted to the top and back down.
    private static LLVMValueRef[] SignedForms(LLVMValueRef source, int up) =>
    [
        .. source.Users
            .Where(user => up > 0 && user.InstructionOpcode == LLVMOpcode.LLVMShl && user.GetOperand(0) == source && IsConstant(user.GetOperand(1), (ulong)up))
            .SelectMany(top => top.Users.Where(down => down.InstructionOpcode == LLVMOpcode.LLVMAShr && down.GetOperand(0) == top
                && down.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: var count } && count <= (ulong)up)),
    ];

    private void Unite(LLVMValueRef part, LLVMValueRef wide, LLVMValueRef[] masked, LLVMValueRef[] signed)
    {
        // Right after the i64 is computed, so that the copy dominates all of its users.
        LLVMBuilderRef builder = context.Builder;
        builder.PositionBefore(FunctionBody.After(wide));
        LLVMValueRef made = builder.BuildTrunc(wide, context.Int32);
        LLVMValueRef constant = part.GetOperand(1);
        made = part.InstructionOpcode == LLVMOpcode.LLVMAnd
            ? builder.BuildAnd(made, constant)
            : builder.BuildAShr(builder.BuildShl(made, constant), constant);
        LLVMValueRef opaque = OpaqueValue.CreateI32(context.Builder, made, context.HasI32Registers);
        LLVMValueRef unsigned = builder.BuildZExt(opaque, context.Int64);
        LLVMValueRef extended = builder.BuildSExt(opaque, context.Int64);
        if (part.InstructionOpcode == LLVMOpcode.LLVMShl)
        {
            I32Comparisons.CompareInPlace(part, opaque, (int)constant.ConstIntZExt, builder);
        }
        else
        {
            part.ReplaceAllUsesWith(opaque);
        }

        Replace(masked, wide, unsigned);
        foreach (LLVMValueRef form in signed)
        {
            builder.PositionBefore(form);
            ulong up = form.GetOperand(0).GetOperand(1).ConstIntZExt - form.GetOperand(1).ConstIntZExt;
            LLVMValueRef low = form.TypeOf == context.Int64 ? extended : opaque;
            form.ReplaceAllUsesWith(up == 0 ? low : builder.BuildShl(low, LLVMValueRef.CreateConstInt(low.TypeOf, up)));
        }
    }

    // True when a user depends only on the low bits of the i64.
    private static bool IsLow(LLVMValueRef user, LLVMValueRef wide, int bits)
        => user.InstructionOpcode == LLVMOpcode.LLVMShl
            ? user.GetOperand(0) == wide && user.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: < 32 and var up }
                && user.Users.All(next => IsMaskedSoon(next, bits + (int)up, 0))
            : IsMaskedSoon(user, bits, 0);

    private static bool IsMaskedSoon(LLVMValueRef user, int bits, int depth) => depth < MaximumDepth && user.InstructionOpcode switch
    {
        LLVMOpcode.LLVMTrunc => user.TypeOf.IntWidth <= bits && depth > 0,
        LLVMOpcode.LLVMAnd when user.GetOperand(1) is { IsConstantInt: true, ConstIntZExt: var mask } && mask >> bits == 0 => true,
        LLVMOpcode.LLVMAdd or LLVMOpcode.LLVMSub or LLVMOpcode.LLVMOr or LLVMOpcode.LLVMXor or LLVMOpcode.LLVMMul or LLVMOpcode.LLVMAnd
            => user.Users.All(next => IsMaskedSoon(next, bits, depth + 1)),
        _ => false,
    };

    private static bool IsConstant(LLVMValueRef value, ulong wanted) => value.IsConstantInt && value.ConstIntZExt == wanted;

}
