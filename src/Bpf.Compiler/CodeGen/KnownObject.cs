using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.CodeGen;

/// <summary>A location in a variable of known size.</summary>
/// <param name="Offset">Byte offset from the start of the variable.</param>
/// <param name="Size">Size of the variable in bytes.</param>
internal readonly record struct KnownObject(long Offset, long Size)
{
    /// <summary>Follows an address back through constant offsets; returns null when it does not start at a variable or an offset is not constant.</summary>
    public static KnownObject? Find(ObjectModule module, LLVMValueRef address)
    {
        long offset = 0;
        while (true)
        {
            if (address.IsGlobalVariable)
            {
                return address.IsDeclaration ? null : new KnownObject(offset, (long)module.SizeOf(address.GlobalValueType));
            }

            switch (address.IsConstant ? address.ConstantOpcode : address.IsInstruction ? address.InstructionOpcode : 0)
            {
                case LLVMOpcode.LLVMAlloca:
                    return new KnownObject(offset, (long)module.SizeOf(address.AllocatedType));
                case LLVMOpcode.LLVMGetElementPtr when DistanceOf(module, address) is { } distance:
                    offset += distance;
                    address = address.GetOperand(0);
                    break;
                default:
                    return null;
            }
        }
    }

    private static long? DistanceOf(ObjectModule module, LLVMValueRef step)
    {
        LLVMTypeRef type = step.SourceElementType;
        long distance = 0;
        for (uint i = 1; i < step.OperandCount; i++)
        {
            LLVMValueRef index = step.GetOperand(i);
            if (!index.IsConstantInt)
            {
                return null;
            }

            if (i > 1 && type.Kind == LLVMTypeKind.LLVMStructTypeKind)
            {
                return null;
            }

            if (i > 1)
            {
                type = type.ElementType;
            }

            distance += index.ConstIntSExt * (long)module.SizeOf(type);
        }

        return distance;
    }
}
