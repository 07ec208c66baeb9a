using System.Collections.Immutable;
using System.Reflection.Metadata;
using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Intrinsics;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Import;

/// <content>Arguments and locals.</content>
internal sealed partial class MethodImporter
{
    private readonly List<Variable> _arguments = [];
    private readonly List<Variable> _locals = [];
    private readonly Dictionary<(Variable, FinallyFrame?), PrintText> _printTexts = [];

    private void PrepareVariables()
    {
        if (_emit.Function is { Program: { } program, IsGlobal: false })
        {
            new ProgramEntry(_emit, program, _instructions).Prepare(_arguments);
        }
        else
        {
            PrepareArguments();
        }

        if (_body.LocalSignature.IsNil)
        {
            return;
        }

        ImmutableArray<TypeDesc> types = _method.Module.Reader.GetStandaloneSignature(_body.LocalSignature)
            .DecodeLocalSignature(_method.Module.Signatures, _method.Context);
        for (int i = 0; i < types.Length; i++)
        {
            _locals.Add(RuntimeIntrinsics.IsAssertionText(types[i])
                ? new Variable(types[i]) { Symbol = StackValue.Of(new Symbol.AssertionText()) }
                : new Variable(types[i])
                {
                    StartsAsZero = _body.LocalVariablesInitialized && !IsAssignedFirst(i, types[i]),
                    IsAssignedOnce = IsAssignedOnce(i),
                });
        }
    }

    private void PrepareArguments()
    {
        uint index = TypeLowering.KindOf(_method.Signature.ReturnType) == StackKind.Aggregate ? 1U : 0U;
        if (!_method.IsStatic)
        {
            TypeDesc type = Module.TypeSystem.PointerTo(_method.Owner);
            if (_emit.Function.IsCallback)
            {
                _arguments.Add(new Variable(type) { Symbol = StackValue.Of(new Symbol.Closure()) });
            }
            else
            {
                _arguments.Add(Argument(type, index++));
            }
        }

        foreach (TypeDesc type in _method.Signature.ParameterTypes)
        {
            LLVMValueRef parameter = _emit.Function.Value.GetParam(index++);
            StackKind kind = TypeLowering.KindOf(type);
            if (_emit.Function.IsGlobal)
            {
                _arguments.Add(GlobalArgument(type, parameter));
                continue;
            }

            // Structs arrive as the address of a temporary that the caller hands over to this function.
            _arguments.Add(kind == StackKind.Aggregate ? new Variable(type) { Address = parameter } : Argument(type, index - 1));
        }
    }

    private Variable Argument(TypeDesc type, uint index)
    {
        LLVMValueRef parameter = _emit.Offset(_emit.Function.Value.GetParam(index), -_emit.Function.ArgumentShift);
        if (!_emit.Function.Contexts.TryGetValue((int)index, out ContextParameter? context))
        {
            return Spill(type, parameter);
        }

        Variable variable = Spill(type, parameter);
        if (IsNeverAssigned(_arguments.Count))
        {
            variable.Context = _emit.ContextAt(parameter, type, context);
        }

        return variable;
    }

    // The verifier assumes that the references passed to a global function may be null.
    private Variable GlobalArgument(TypeDesc type, LLVMValueRef parameter)
    {
        if (GlobalFunctions.IsContext(type))
        {
            LLVMValueRef context = _emit.Alloca(Types.Memory(type), LayoutEngine.AlignmentOf(type));
            Builder.BuildStore(parameter, context);
            return new Variable(type) { Address = context };
        }

        if (type is ByRefType)
        {
            LLVMBasicBlockRef isNull = Module.Context.AppendBasicBlock(_emit.Function.Value, "null");
            LLVMBasicBlockRef isThere = Module.Context.AppendBasicBlock(_emit.Function.Value, "there");
            Builder.BuildCondBr(Builder.BuildIsNull(parameter), isNull, isThere);
            Builder.PositionAtEnd(isNull);
            Builder.BuildRet(LLVMValueRef.CreateConstNull(Types.Abi(_method.Signature.ReturnType)));
            Builder.PositionAtEnd(isThere);
        }

        return Spill(type, parameter);
    }

    private Variable Spill(TypeDesc type, LLVMValueRef value)
    {
        LLVMValueRef slot = _emit.Alloca(Types.Memory(type), LayoutEngine.AlignmentOf(type));
        _emit.Store(new StackValue(TypeLowering.KindOf(type), value), type, slot);
        return new Variable(type) { Address = slot };
    }

    // Memory is allocated when a local is first used: locals that hold only compile-time values never need any.
    private LLVMValueRef AddressOf(Variable variable)
    {
        if (variable.Address.Handle == 0)
        {
            variable.Address = _emit.Alloca(Types.Memory(variable.Type), LayoutEngine.AlignmentOf(variable.Type));
            if (variable.StartsAsZero)
            {
                _emit.InPrologue(() => _emit.Zero(variable.Type, variable.Address));
            }
        }

        return variable.Address;
    }

    // C# forbids reading a local before it is assigned, so only locals first used by address can observe that they start as zero.
    private bool IsAssignedFirst(int local, TypeDesc type)
    {
        for (int i = 0; i < _instructions.Length; i++)
        {
            (ILOpCode opCode, long operand) = (_instructions[i].OpCode, _instructions[i].Operand);
            int? stored = opCode switch
            {
                >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3 => opCode - ILOpCode.Stloc_0,
                ILOpCode.Stloc or ILOpCode.Stloc_s => (int)operand,
                _ => null,
            };
            if (stored == local)
            {
                return true;
            }

            if (opCode is ILOpCode.Ldloca or ILOpCode.Ldloca_s && operand == local)
            {
                return i + 1 < _instructions.Length && _instructions[i + 1] is var next
                    && (next.OpCode == ILOpCode.Initobj
                        || (next.OpCode is ILOpCode.Call or ILOpCode.Callvirt && IsAssignedBy(ResolveMethod((int)next.Operand), type)));
            }
        }

        return false;
    }

    // By its last parameter. A method may assign each field by itself, and leave padding as it was.
    private static bool IsAssignedBy(MethodDesc method, TypeDesc type)
        => method.Name != "SkipInit" && method.Signature.ParameterTypes is [.., ByRefType] parameters && method.IsOut(parameters.Length - 1)
            && !LayoutEngine.MayHavePadding(type);

    // Roslyn clears the pinned local at the end of a fixed statement.
    private bool IsAssignedOnce(int local)
    {
        int stores = 0;
        for (int i = 0; i < _instructions.Length; i++)
        {
            (ILOpCode opCode, long operand) = (_instructions[i].OpCode, _instructions[i].Operand);
            int? stored = opCode switch
            {
                >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3 => opCode - ILOpCode.Stloc_0,
                ILOpCode.Stloc or ILOpCode.Stloc_s or ILOpCode.Ldloca or ILOpCode.Ldloca_s => (int)operand,
                _ => null,
            };
            bool isCleared = i >= 2 && _instructions[i - 1].OpCode == ILOpCode.Conv_u && _instructions[i - 2].OpCode == ILOpCode.Ldc_i4_0;
            stores += stored == local && !isCleared ? 1 : 0;
        }

        return stores == 1;
    }

    private bool IsNeverAssigned(int argument) => !_instructions.Any(instruction =>
        instruction.OpCode is ILOpCode.Starg or ILOpCode.Starg_s or ILOpCode.Ldarga or ILOpCode.Ldarga_s && instruction.Operand == argument);

    private void LoadVariable(Variable variable)
    {
        if (variable.IsPrintHandler)
        {
            LoadPrintHandler(variable);
            return;
        }

        if (variable.Symbol is { } symbol)
        {
            _stack.Push(symbol);
            return;
        }

        StackValue value = variable.Read is { } read ? read() : _emit.Load(variable.Type, AddressOf(variable));
        _stack.Push(variable.Context is { } place ? value with { Symbol = new Symbol.Context(place) }
            : variable.KernelField is { } field ? value with { Symbol = field }
            : value);
    }

    private void StoreVariable(Variable variable)
    {
        StackValue value = OutsideOfRecord(_stack.Pop());
        if (variable.IsPrintHandler && value.Symbol is Symbol.PrintHandler handler)
        {
            _printTexts[(variable, _block.Key.Handler)] = handler.Content;
            return;
        }

        if (value.Kind == StackKind.Symbol && (value.Symbol is not Symbol.Function || variable.Type is not FunctionPointerType))
        {
            if (variable.Address.Handle != 0 || (variable.Symbol is { } known && known != value))
            {
                throw FunctionEmitter.Unusable(value);
            }

            variable.Symbol = value;
            return;
        }

        if (variable.Symbol is { } old)
        {
            if (old.Symbol is Symbol.Array && IsNull(value))
            {
                return; // the end of 'fixed'
            }

            throw FunctionEmitter.Unusable(old);
        }

        if (variable.IsAssignedOnce && value.Symbol is Symbol.Context { Place: var place })
        {
            variable.Context = place;
        }
        else if (variable.IsAssignedOnce && variable.Type is ByRefType)
        {
            variable.KernelField = value.Symbol as Symbol.KernelField;
        }

        _emit.Store(value, variable.Type, AddressOf(variable));
    }

    private void LoadAddress(Variable variable)
    {
        if (variable.IsPrintHandler)
        {
            LoadPrintHandler(variable);
            return;
        }

        if (variable.Symbol is { } symbol)
        {
            _stack.Push(symbol.Symbol is Symbol.AssertionText ? symbol : throw FunctionEmitter.Unusable(symbol));
            return;
        }

        _stack.Push(new StackValue(StackKind.Pointer, AddressOf(variable)));
    }

    // The address of the interpolated string handler and the handler are interchangeable: nothing changes a copy. A finally block is imported once per path.
    private void LoadPrintHandler(Variable variable)
    {
        if (!_printTexts.TryGetValue((variable, _block.Key.Handler), out PrintText? text))
        {
            text = new PrintText();
            _printTexts.Add((variable, _block.Key.Handler), text);
        }

        _stack.Push(StackValue.Of(new Symbol.PrintHandler(text)));
    }

    /// <summary>An argument or a local.</summary>
    internal sealed class Variable(TypeDesc type)
    {
        public TypeDesc Type { get; } = type;

        public LLVMValueRef Address { get; set; }

        /// <summary>The location in the context that the variable refers to, if it always refers to that one.</summary>
        public ContextPlace? Context { get; set; }

        /// <summary>The field in kernel memory that a reference refers to, if it always refers to that one.</summary>
        public Symbol.KernelField? KernelField { get; set; }

        /// <summary>True when exactly one instruction of the method assigns the variable.</summary>
        public bool IsAssignedOnce { get; init; }

        /// <summary>True when the variable exists only at compile time.</summary>
        public bool IsPrintHandler { get; } = type is DefinedType { FullName: PrintText.HandlerType };

        /// <summary>True when the method relies on the local being zero-initialized.</summary>
        public bool StartsAsZero { get; init; }

        /// <summary>Set for an argument that is loaded at each use.</summary>
        public Func<StackValue>? Read { get; set; }

        /// <summary>Set when the variable holds something that exists only at compile time.</summary>
        public StackValue? Symbol { get; set; }
    }
}
