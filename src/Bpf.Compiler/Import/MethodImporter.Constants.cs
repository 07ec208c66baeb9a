using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Import;

/// <content>Constants and tokens.</content>
internal sealed partial class MethodImporter
{
    private bool DispatchConstant(ILOpCode opCode)
    {
        switch (opCode)
        {
            case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8:
                _stack.Push(_emit.Constant((int)opCode - (int)ILOpCode.Ldc_i4_0));
                return true;
            case ILOpCode.Ldc_i4 or ILOpCode.Ldc_i4_s:
                _stack.Push(_emit.Constant((int)_instruction.Operand));
                return true;
            case ILOpCode.Ldc_i8:
                _stack.Push(new StackValue(StackKind.Int64, _emit.Int64(_instruction.Operand)));
                return true;
            case ILOpCode.Ldc_r4 or ILOpCode.Ldc_r8:
                throw new CompilationException(BpfDiagnostics.FloatingPoint, "a floating-point literal");
            case ILOpCode.Ldnull:
                _stack.Push(new StackValue(StackKind.Pointer, _emit.Null()));
                return true;
            case ILOpCode.Ldstr:
                string text = _method.Module.Reader.GetUserString((UserStringHandle)MetadataTokens.Handle((int)_instruction.Operand));
                _stack.Push(StackValue.Of(new Symbol.Text(text)));
                return true;
            case ILOpCode.Ldtoken:
                _stack.Push(StackValue.Of(Token((int)_instruction.Operand)));
                return true;
            case ILOpCode.Sizeof:
                _stack.Push(_emit.Constant(LayoutEngine.SizeOf(ResolveValueType((int)_instruction.Operand))));
                return true;
            case ILOpCode.Ldftn:
                _stack.Push(StackValue.Of(new Symbol.Function(ResolveMethod((int)_instruction.Operand))));
                return true;
            default:
                return false;
        }
    }

    private Symbol Token(int token)
    {
        EntityHandle handle = MetadataTokens.EntityHandle(token);
        bool isField = handle.Kind == HandleKind.FieldDefinition || (handle.Kind == HandleKind.MemberReference
            && _method.Module.Reader.GetMemberReference((MemberReferenceHandle)handle).GetKind() == MemberReferenceKind.Field);
        return isField ? new Symbol.Field(_method.Module.ResolveField(handle, _method.Context)) : new Symbol.Type(ResolveType(token));
    }

    private TypeDesc ResolveType(int token) => _method.Module.ResolveType(MetadataTokens.EntityHandle(token), _method.Context);

    private TypeDesc ResolveValueType(int token)
        => ResolveType(token) is var type && KernelTypes.Find(type) is not null
            ? throw new CompilationException(BpfDiagnostics.KernelStructValue, type.DisplayName)
            : type;

    private MethodDesc ResolveMethod(int token) => _method.Module.ResolveMethod(MetadataTokens.EntityHandle(token), _method.Context);

    private FieldDesc ResolveField(int token) => _method.Module.ResolveField(MetadataTokens.EntityHandle(token), _method.Context);
}
