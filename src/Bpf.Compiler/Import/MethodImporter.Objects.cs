using System.Reflection.Metadata;
using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Intrinsics;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Import;

/// <content>Objects, arrays, boxes and exceptions: mostly what BPF does not have.</content>
internal sealed partial class MethodImporter
{
    private const string WorkCallback = "Bpf.BpfWorkCallback`2";

    private bool DispatchObject(ILOpCode opCode, int operand)
    {
        switch (opCode)
        {
            case ILOpCode.Ldlen:
                _stack.Push(new StackValue(StackKind.Int64, _emit.Int64(PopArray().Length)));
                return true;
            case ILOpCode.Ldelema:
                ElementReference();
                return true;
            case (>= ILOpCode.Ldelem_i1 and <= ILOpCode.Ldelem_i) or ILOpCode.Ldelem:
                StackValue address = ElementAddress(out TypeDesc element);
                _stack.Push(_emit.Load(element, address.Value));
                return true;
            case ILOpCode.Stelem or (>= ILOpCode.Stelem_i and <= ILOpCode.Stelem_i8):
                StoreElement();
                return true;
            case ILOpCode.Newarr or ILOpCode.Ldelem_ref or ILOpCode.Stelem_ref:
                throw new CompilationException(BpfDiagnostics.ArrayUse);
            case ILOpCode.Ldelem_r4 or ILOpCode.Ldelem_r8 or ILOpCode.Stelem_r4 or ILOpCode.Stelem_r8:
                throw new CompilationException(BpfDiagnostics.FloatingPoint, "a floating-point element");
            case ILOpCode.Box:
                Box(ResolveType(operand));
                return true;
            case ILOpCode.Unbox_any when _stack.Peek().Symbol is Symbol.Box box && ReferenceEquals(box.BoxedType, ResolveType(operand)):
                _stack.Pop();
                _stack.Push(box.Value);
                return true;
            case ILOpCode.Unbox or ILOpCode.Unbox_any:
                throw new CompilationException(BpfDiagnostics.Boxing, ResolveType(operand).DisplayName);
            case ILOpCode.Castclass or ILOpCode.Isinst:
                throw new CompilationException(BpfDiagnostics.TypeTest, ResolveType(operand).DisplayName);
            case ILOpCode.Ldvirtftn:
                throw new CompilationException(BpfDiagnostics.DelegateUse);
            default:
                return false;
        }
    }

    private void Duplicate()
    {
        StackValue value = _stack.Pop();
        _stack.Push(value);
        // The receiver may write to the copy.
        _stack.Push(value.Kind == StackKind.Aggregate ? _emit.Load(value.Type!, value.Value) : value);
    }

    private void Box(TypeDesc type) => _stack.Push(StackValue.Of(new Symbol.Box(_stack.Pop(), type)));

    private StaticArray PopArray()
    {
        StackValue value = _stack.Pop();
        return (value.Symbol as Symbol.Array)?.Value ?? throw new CompilationException(BpfDiagnostics.ArrayUse);
    }

    private StackValue ElementAddress(out TypeDesc element) => ElementAddress(out element, out _);

    private StackValue ElementAddress(out TypeDesc element, out StaticArray array)
    {
        StackValue index = _stack.Pop();
        array = PopArray();
        element = array.Element;
        LLVMValueRef number = index.Kind == StackKind.Int32 ? index.Value : _emit.ToInt64(index, isSigned: true);
        _emit.CheckIndex(number, LLVMValueRef.CreateConstInt(number.TypeOf, (ulong)array.Length), "the array", UserLocation);
        LLVMValueRef offset = Builder.BuildMul(_emit.ToInt64(index, isSigned: true), _emit.Int64(LayoutEngine.SizeOf(element)));
        return new StackValue(StackKind.Pointer, _emit.Offset(array.Address, offset));
    }

    private void StoreElement()
    {
        StackValue value = _stack.Pop();
        StackValue address = ElementAddress(out TypeDesc element, out StaticArray array);
        array.MayBeWritten = true;
        _emit.Store(value, element, address.Value);
    }

    // Anything but an immediate read may write the element.
    private void ElementReference()
    {
        StackValue address = ElementAddress(out _, out StaticArray array);
        array.MayBeWritten |= !IsReadAtOnce();
        _stack.Push(address);
    }

    private bool IsReadAtOnce()
    {
        int next = _indexByOffset[_instruction.Offset] + 1;
        while (next < _instructions.Length && _instructions[next].OpCode == ILOpCode.Ldflda)
        {
            next++;
        }

        return next < _instructions.Length
            && _instructions[next].OpCode is ILOpCode.Ldfld or ILOpCode.Ldobj or (>= ILOpCode.Ldind_i1 and <= ILOpCode.Ldind_ref);
    }

    private void NewObject(int token)
    {
        MethodDesc constructor = ResolveMethod(token);
        DefinedType type = constructor.Owner;
        StackValue[] arguments = PopArguments(constructor, constructor.Signature.ParameterTypes.Length);
        if (type.IsDelegate)
        {
            _stack.Push(arguments[1].Symbol is Symbol.Function function && (arguments[0].Symbol is Symbol.Closure || IsNull(arguments[0]))
                ? StackValue.Of(function with { IsWork = type.FullName == WorkCallback })
                : throw new CompilationException(BpfDiagnostics.DelegateUse));
        }
        else if (type.FullName == PrintText.HandlerType)
        {
            _stack.Push(StackValue.Of(new Symbol.PrintHandler(new PrintText())));
        }
        else if (RuntimeIntrinsics.IsAssertionText(type))
        {
            StackValue text = StackValue.Of(new Symbol.AssertionText());
            CallMethod(constructor, [text, .. arguments]);
            _stack.Push(text);
        }
        else if (type.IsValueType)
        {
            StackValue temporary = _emit.Temporary(type);
            _emit.Zero(type, temporary.Value);
            CallMethod(constructor, [new StackValue(StackKind.Pointer, temporary.Value), .. arguments]);
            _stack.Push(_emit.Load(type, temporary.Value));
        }
        else if (type.FullName == "Bpf.BpfAbortException")
        {
            MethodDesc function = type.Methods.First(static method => method.Name == "Abort");
            _stack.Push(StackValue.Of(new Symbol.Abort(function, new StackValue(StackKind.Int64, _emit.ToInt64(arguments[0], isSigned: true)))));
        }
        else if (IsException(type))
        {
            _stack.Push(StackValue.Of(new Symbol.Exception(type)));
        }
        else
        {
            throw type.Name.StartsWith("<>c__DisplayClass", StringComparison.Ordinal)
                ? new CompilationException(BpfDiagnostics.DelegateUse)
                : new CompilationException(BpfDiagnostics.ObjectCreation, type.DisplayName);
        }
    }

    private void Throw()
    {
        if (_method.Module.IsFramework)
        {
            EndByThrow();
            return;
        }

        Symbol? thrown = _stack.Pop().Symbol;
        if (thrown is Symbol.Abort abort)
        {
            Abort(abort);
            return;
        }

        if (thrown is not Symbol.Exception { Value.FullName: "System.Runtime.CompilerServices.SwitchExpressionException" })
        {
            throw new CompilationException(BpfDiagnostics.Throw);
        }

        WarnNotExhaustive();
        _isOpen = false;
        ReturnDefault();
    }

    private void ReturnDefault()
    {
        TypeDesc type = _method.Signature.ReturnType;
        StackKind kind = TypeLowering.KindOf(type);
        if (_emit.Function.ReturnsNumberForVoid && kind == StackKind.None)
        {
            Builder.BuildRet(_emit.Int32(_emit.Function.VoidResult));
        }
        else if (kind is StackKind.None or StackKind.Aggregate)
        {
            if (kind == StackKind.Aggregate)
            {
                _emit.Zero(type, _emit.Function.Value.GetParam(0));
            }

            Builder.BuildRetVoid();
        }
        else
        {
            Builder.BuildRet(LLVMValueRef.CreateConstNull(Types.Of(kind)));
        }
    }

    private void WarnNotExhaustive() => Module.Diagnostics.Report(BpfDiagnostics.SwitchNotExhaustive, _method.DebugInfo?.FindStatement(_instruction.Offset));

    // A boxed Nullable may be null.
    private static bool IsBoxedValue(StackValue value) => value.Symbol is Symbol.Box { BoxedType: not DefinedType { FullName: "System.Nullable`1" } };

    private static bool IsNull(StackValue value) => value.Kind == StackKind.Pointer && value.Value.IsConstant && value.Value.IsNull;

    private static bool IsException(DefinedType type)
    {
        for (DefinedType? item = type; item is not null; item = item.BaseType as DefinedType)
        {
            if (item.IsNamed("System.Exception"))
            {
                return true;
            }
        }

        return false;
    }
}
