using System.Reflection.Metadata;
using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Discovery;
using Bpf.Compiler.Il;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Import;

/// <content>Fields.</content>
internal sealed partial class MethodImporter
{
    private bool DispatchField(ILOpCode opCode, int operand)
    {
        switch (opCode)
        {
            case ILOpCode.Ldfld:
                LoadField(operand);
                return true;
            case ILOpCode.Ldflda:
                LoadFieldAddress(operand);
                return true;
            case ILOpCode.Stfld:
                StoreField(operand);
                return true;
            case ILOpCode.Ldsfld:
                LoadStaticField(operand);
                return true;
            case ILOpCode.Ldsflda:
                LoadStaticFieldAddress(operand);
                return true;
            case ILOpCode.Stsfld:
                StoreStaticField(operand);
                return true;
            default:
                return false;
        }
    }

    private void LoadField(int token)
    {
        FieldDesc field = ResolveField(token);
        StackValue address = FieldAddress(_stack.Pop(), field);
        if (address.Symbol is Symbol.KernelField place)
        {
            bool isStep = IsFieldAccess(NextInstruction) || KernelTypes.Find(field.Type) is not null;
            _stack.Push(isStep ? StackValue.Of(new Symbol.KernelValue(address.Value, field.Type)) : ReadDirectly(address, place, field.Type));
            return;
        }

        NoteAccess(address, field.Type);
        _stack.Push(_emit.Load(field.Type, address, TakeAlignment(address), TakeVolatile()));
    }

    private void LoadFieldAddress(int token)
    {
        FieldDesc field = ResolveField(token);
        _stack.Push(FieldAddress(_stack.Pop(), field));
    }

    private void StoreField(int token)
    {
        FieldDesc field = ResolveField(token);
        StackValue value = _stack.Pop();
        StackValue address = FieldAddress(_stack.Pop(), field);
        NoteKernelWrite(address);
        NoteAccess(address, field.Type);
        _emit.Store(value, field.Type, address, TakeAlignment(address), TakeVolatile());
    }

    private StackValue FieldAddress(StackValue owner, FieldDesc field)
    {
        if (!field.Owner.IsValueType)
        {
            throw owner.Kind == StackKind.Symbol
                ? FunctionEmitter.Unusable(owner)
                : new CompilationException(BpfDiagnostics.ObjectCreation, field.Owner.DisplayName);
        }

        LLVMValueRef start = owner.Symbol switch
        {
            Symbol.KernelValue hop => Follow(hop),
            Symbol.Context { Place: var record } when KernelTypes.Find(field.Owner) is not null => _emit.Offset(record.Base, record.Offset),
            _ => _emit.ToPointer(owner),
        };
        if (KernelTypes.Find(field.Owner) is not null)
        {
            Symbol.KernelField? holder = owner.Symbol is Symbol.KernelField outer
                && InlineArray.Innermost(outer.Declaration.Type) == field.Owner ? outer : null;
            Symbol.KernelField place = new(start, field, holder) { IsInRecord = owner.Symbol is Symbol.Context || holder is { IsInRecord: true } };
            Module.KernelUses.Add(place, KernelFieldQuestion.Place, CurrentLocation);
            return new StackValue(StackKind.Pointer, Module.Core.Field(_emit, start, field), Symbol: place);
        }

        int offset = field.Owner.Layout.OffsetOf(field);
        int natural = LayoutEngine.AlignmentOf(field.Type);
        int known = Math.Min(owner.Alignment == 0 ? field.Owner.Layout.Alignment : owner.Alignment, LowestBit(offset));
        Symbol? mark = owner.Symbol switch
        {
            Symbol.KernelField outer => outer with { Inside = outer.Inside + offset, IsRelocated = offset == 0 && outer.IsRelocated },
            Symbol.Context { Place: var place } => new Symbol.Context(FieldOf(place, field, offset)),
            _ => CollectionIn(field),
        };
        return new StackValue(StackKind.Pointer, _emit.Offset(start, offset), Symbol: mark, Alignment: known < natural ? known : 0);
    }

    private static Symbol.Collection? CollectionIn(FieldDesc field) => ManagedTypes.CollectionOf(field.Type) is null ? null : new Symbol.Collection(field);

    // The one field of the struct that Roslyn makes for a fixed buffer stands for all of it.
    private static ContextPlace FieldOf(ContextPlace owner, FieldDesc field, int offset)
        => field.Name == "FixedElementField" ? owner.Move(offset).StartArray(field.Owner.Layout.Size) : owner.Move(offset);

    private static int LowestBit(int offset) => offset == 0 ? int.MaxValue : offset & -offset;

    private void LoadStaticField(int token)
    {
        FieldDesc field = ResolveField(token);
        if (field.Name.StartsWith('<') && TrySymbol(field) is { } symbol)
        {
            _stack.Push(StackValue.Of(symbol));
        }
        else if (field.Type is ArrayType array)
        {
            _stack.Push(StackValue.Of(new Symbol.Array(Module.Arrays.Get(field, array))));
        }
        else if (MapDiscovery.IsMapType(field.Type))
        {
            _stack.Push(new StackValue(StackKind.Pointer, Module.Globals.Get(field)));
        }
        else if (field.FindAttribute(AttributeNames.KernelSymbol) is { } symbolName)
        {
            _stack.Push(new StackValue(StackKind.Pointer, Module.Globals.KernelSymbol(symbolName)));
        }
        else if (field.FindAttribute(AttributeNames.Kconfig) is { } option)
        {
            Module.KernelUses.AddOption((string)option.Arguments[0]!);
            _stack.Push(_emit.Load(field.Type, Module.Globals.KernelOption(option, field.Type)));
        }
        else if (field.Owner.IsNamed("System.BitConverter") && field.Name == "IsLittleEndian")
        {
            _stack.Push(_emit.Constant(1));
        }
        else
        {
            _stack.Push(_emit.Load(field.Type, Module.Globals.Get(field), 0, TakeVolatile()));
        }
    }

    private void LoadStaticFieldAddress(int token)
    {
        FieldDesc field = ResolveField(token);
        Module.Globals.HasConstantAddress |= field.IsReadOnly;
        _stack.Push(new StackValue(StackKind.Pointer, Module.Globals.Get(field), Symbol: CollectionIn(field)));
    }

    private void StoreStaticField(int token)
    {
        FieldDesc field = ResolveField(token);
        StackValue value = _stack.Pop();
        if (value.Symbol is Symbol.Function && field.Name.StartsWith('<'))
        {
            return;
        }

        if (value.Kind == StackKind.Symbol)
        {
            throw FunctionEmitter.Unusable(value);
        }

        _emit.Store(value, field.Type, Module.Globals.Get(field), 0, TakeVolatile());
    }

    // Roslyn keeps delegates of lambdas and method groups in fields, and the instance that the lambdas belong to.
    private static Symbol? TrySymbol(FieldDesc field)
    {
        if (field.Type is not DefinedType type)
        {
            return null;
        }

        if (type.IsDelegate)
        {
            return new Symbol.DelegateCache();
        }

        return ReferenceEquals(type.Module, field.Owner.Module) && type.Handle == field.Owner.Handle && !type.IsValueType ? new Symbol.Closure() : null;
    }
}
