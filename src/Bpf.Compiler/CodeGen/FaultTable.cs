using Bpf.Compiler.Llvm;
using Bpf.Compiler.Markers;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// The conditions that C# takes for granted, and the places where an exception would be thrown. During import each becomes a call to a
/// <see cref="Marker"/>:
/// <code>
/// call void @bpfc.check(i1 %holds, i64 %actual, i64 %limit, i32 7)   ; 7 is the index of the fault
/// call void @bpfc.access(ptr %address, i64 4, i32 8)                 ; 4 bytes are read or written there
/// call void @bpfc.throw(i32 9)                                       ; the program ends
/// call void @bpfc.out-of-range()                                     ; the program ends because an index is out of range
/// </code>
/// <see cref="FaultSearch"/> reads and removes the first two; a pass replaces the others.
/// </summary>
internal sealed class FaultTable
{
    private readonly ObjectModule _owner;
    private readonly List<Fault> _faults = [];

    public FaultTable(ObjectModule owner) => _owner = owner;

    /// <summary>Records a condition that holds in every correct run.</summary>
    public void Check(LLVMValueRef holds, LLVMValueRef actual, LLVMValueRef limit, Fault fault)
    {
        if (!(holds.IsConstantInt && holds.ConstIntZExt != 0))
        {
            Call(Marker.Check, [holds, actual, limit, Number(fault)]);
        }
    }

    /// <summary>Records a condition without numbers.</summary>
    public void Check(LLVMValueRef holds, Fault fault)
    {
        LLVMValueRef none = LLVMValueRef.CreateConstNull(_owner.Types.Int64);
        Check(holds, none, none, fault);
    }

    /// <summary>Records that memory is read or written.</summary>
    public void Access(LLVMValueRef address, int size, Fault fault)
        => Call(Marker.Access, [address, LLVMValueRef.CreateConstInt(_owner.Types.Int64, (ulong)size), Number(fault)]);

    /// <summary>Ends the block: here an exception would be thrown.</summary>
    public void Throw(FunctionInfo function, string method, SourceLocation? location)
        => End(function, Marker.Throw, [Number(new Fault(BpfDiagnostics.CannotEndProgram, location, (_, _) => [method]))]);

    /// <summary>Ends the block: here an index is out of range.</summary>
    public void EndOutOfRange(FunctionInfo function) => End(function, Marker.OutOfRange, []);

    private void End(FunctionInfo function, string marker, LLVMValueRef[] arguments)
    {
        function.MayThrow = true;
        LLVMValueRef call = Call(marker, arguments);
        foreach (string attribute in new[] { "noreturn", "nounwind", "cold", "nomerge" })
        {
            call.AddCallSiteAttribute(LLVMAttributeIndex.LLVMAttributeFunctionIndex, _owner.Context.CreateEnumAttribute(attribute));
        }

        _owner.Builder.BuildUnreachable();
    }

    /// <summary>Returns the fault that a marker call stands for.</summary>
    public Fault Of(LLVMValueRef call) => _faults[(int)call.GetOperand((uint)call.OperandCount - 2).ConstIntZExt];

    private LLVMValueRef Number(Fault fault)
    {
        _faults.Add(fault);
        return LLVMValueRef.CreateConstInt(_owner.Types.Int32, (ulong)_faults.Count - 1);
    }

    private LLVMValueRef Call(string name, LLVMValueRef[] arguments)
    {
        LLVMTypeRef type = LLVMTypeRef.CreateFunction(_owner.Types.Void, [.. arguments.Select(argument => argument.TypeOf)]);
        LLVMValueRef function = _owner.Module.GetNamedFunction(name);
        if (function.Handle == 0)
        {
            function = _owner.Module.AddFunction(name, type);
        }

        return _owner.Builder.BuildCall2(type, function, arguments);
    }
}
