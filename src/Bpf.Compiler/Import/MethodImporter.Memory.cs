using System.Reflection.Metadata;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Import;

/// <content>Loads, stores and block operations through pointers.</content>
internal sealed partial class MethodImporter
{
    private bool _isVolatile;
    private int _alignment;

    private bool DispatchMemory(ILOpCode opCode, int operand)
    {
        PrimitiveTypeCode? loaded = opCode switch
        {
            ILOpCode.Ldind_i1 => PrimitiveTypeCode.SByte,
            ILOpCode.Ldind_u1 => PrimitiveTypeCode.Byte,
            ILOpCode.Ldind_i2 => PrimitiveTypeCode.Int16,
            ILOpCode.Ldind_u2 => PrimitiveTypeCode.UInt16,
            ILOpCode.Ldind_i4 => PrimitiveTypeCode.Int32,
            ILOpCode.Ldind_u4 => PrimitiveTypeCode.UInt32,
            ILOpCode.Ldind_i8 => PrimitiveTypeCode.Int64,
            ILOpCode.Ldind_i => PrimitiveTypeCode.IntPtr,
            _ => null,
        };
        if (loaded is { } load)
        {
            LoadIndirect(Module.TypeSystem.Primitive(load));
            return true;
        }

        PrimitiveTypeCode? stored = opCode switch
        {
            ILOpCode.Stind_i1 => PrimitiveTypeCode.Byte,
            ILOpCode.Stind_i2 => PrimitiveTypeCode.Int16,
            ILOpCode.Stind_i4 => PrimitiveTypeCode.Int32,
            ILOpCode.Stind_i8 => PrimitiveTypeCode.Int64,
            ILOpCode.Stind_i => PrimitiveTypeCode.IntPtr,
            _ => null,
        };
        if (stored is { } store)
        {
            StoreIndirect(Module.TypeSystem.Primitive(store));
            return true;
        }

        switch (opCode)
        {
            case ILOpCode.Ldobj:
                LoadIndirect(ResolveValueType(operand));
                return true;
            case ILOpCode.Stobj:
                StoreIndirect(ResolveValueType(operand));
                return true;
            case ILOpCode.Cpobj:
                CopyObject(ResolveValueType(operand));
                return true;
            case ILOpCode.Initobj:
                _emit.Zero(ResolveValueType(operand), _emit.ToPointer(_stack.Pop()));
                return true;
            case ILOpCode.Cpblk:
                CopyBlock();
                return true;
            case ILOpCode.Initblk:
                FillBlock();
                return true;
            case ILOpCode.Localloc:
                AllocateLocal();
                return true;
            case ILOpCode.Ldind_r4 or ILOpCode.Ldind_r8 or ILOpCode.Stind_r4 or ILOpCode.Stind_r8:
                throw new CompilationException(BpfDiagnostics.FloatingPoint, "a floating-point value in memory");
            case ILOpCode.Ldind_ref or ILOpCode.Stind_ref:
                throw new CompilationException(BpfDiagnostics.ObjectCreation, "object");
            default:
                return false;
        }
    }

    private void LoadIndirect(TypeDesc type)
    {
        StackValue pointer = _stack.Pop();
        if (pointer.Symbol is Symbol.KernelField { IsInRecord: true } place)
        {
            _stack.Push(ReadFromRecord(pointer, place, type));
            return;
        }

        if (pointer.Symbol is Symbol.KernelField)
        {
            _emit.Function.DirectReads.Add(CurrentLocation);
            if (TypeLowering.KindOf(type) == StackKind.Aggregate)
            {
                StackValue temporary = _emit.Temporary(type);
                CopyFromKernel(type, temporary.Value, pointer.Value);
                _stack.Push(temporary);
                return;
            }
        }

        NoteAccess(pointer, type);
        _stack.Push(_emit.Load(type, pointer, TakeAlignment(pointer), TakeVolatile()));
    }

    private void StoreIndirect(TypeDesc type)
    {
        StackValue value = _stack.Pop();
        StackValue pointer = _stack.Pop();
        NoteKernelWrite(pointer);
        NoteAccess(pointer, type);
        _emit.Store(value, StoreType(type, value), pointer, TakeAlignment(pointer), TakeVolatile());
    }

    private void CopyObject(TypeDesc type)
    {
        StackValue source = OutsideOfRecord(_stack.Pop());
        StackValue destination = _stack.Pop();
        _emit.Store(_emit.Load(type, source, source.Alignment), type, destination, destination.Alignment);
    }

    private void CopyBlock()
    {
        LLVMValueRef size = BlockSize();
        StackValue source = _stack.Pop();
        StackValue destination = _stack.Pop();
        int alignment = Math.Max(1, TakeAlignment(destination));
        if (source.Symbol is Symbol.Context { Place: { } place })
        {
            _emit.CopyFromContext(_emit.ToPointer(destination), alignment, place, (int)size.ConstIntZExt);
            return;
        }

        _emit.Copy(_emit.ToPointer(destination), _emit.ToPointer(source), (int)size.ConstIntZExt, alignment, alignment);
    }

    private void FillBlock()
    {
        LLVMValueRef size = BlockSize();
        StackValue value = _stack.Pop();
        StackValue destination = _stack.Pop();
        LLVMValueRef filling = Builder.BuildTrunc(_emit.ToInt32(value), Types.Int8);
        _emit.Fill(_emit.ToPointer(destination), filling, (int)size.ConstIntZExt, Math.Max(1, TakeAlignment(destination)));
    }

    private LLVMValueRef BlockSize()
    {
        LLVMValueRef size = _emit.ToInt64(_stack.Pop(), isSigned: false);
        return size.IsConstantInt ? size : throw new CompilationException(BpfDiagnostics.BlockOperation, "memcpy");
    }

    private void AllocateLocal()
    {
        LLVMValueRef size = _emit.ToInt64(_stack.Pop(), isSigned: false);
        if (!size.IsConstantInt)
        {
            throw new CompilationException(BpfDiagnostics.StackallocSize);
        }

        int bytes = (int)Math.Min(size.ConstIntZExt, int.MaxValue);
        LLVMValueRef memory = _emit.Alloca(LLVMTypeRef.CreateArray(Types.Int8, (uint)bytes), 8);
        if (_body.LocalVariablesInitialized)
        {
            _emit.Fill(memory, _emit.Int8(0), bytes, 8);
        }

        _stack.Push(new StackValue(StackKind.Pointer, memory));
    }

    // stind.i also moves pointers, which must stay pointers for the verifier.
    private TypeDesc StoreType(TypeDesc type, StackValue value)
        => value.Kind == StackKind.Pointer && type is DefinedType { Primitive: PrimitiveTypeCode.IntPtr }
            ? Module.TypeSystem.PointerTo(Module.TypeSystem.Void)
            : type;

    private int TakeAlignment(StackValue pointer)
    {
        int alignment = _alignment != 0 ? _alignment : pointer.Alignment;
        _alignment = 0;
        return alignment;
    }

    private bool TakeVolatile()
    {
        bool isVolatile = _isVolatile;
        _isVolatile = false;
        return isVolatile;
    }
}
