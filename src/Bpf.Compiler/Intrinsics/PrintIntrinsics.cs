using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Intrinsics;

/// <summary><c>BpfHelpers.Print</c>, its siblings and the interpolated string handler of its argument.</summary>
internal static class PrintIntrinsics
{
    private const int RegistersForValues = 3;

    public static IEnumerable<(string Name, Func<IntrinsicCall, StackValue> Emit)> All =>
    [
        ("print", Print),
        ("print.seq", PrintToFile),
        ("print.stream", static call => PrintToStream(call, 1)), // BPF_STDOUT
        ("print.stream.error", static call => PrintToStream(call, 2)), // BPF_STDERR
        ("print.start", Start),
        ("print.literal", AppendLiteral),
        ("print.value", AppendValue),
        ("print.text", AppendText),
        ("print.pointer", AppendPointer),
    ];

    private static StackValue Start(IntrinsicCall call)
    {
        TextOf(call).Start();
        return StackValue.Nothing;
    }

    private static StackValue AppendLiteral(IntrinsicCall call)
    {
        TextOf(call).AddLiteral(Constant(call, 1) ?? "");
        return StackValue.Nothing;
    }

    private static StackValue AppendValue(IntrinsicCall call)
    {
        TypeDesc type = call.TypeArgument(0);
        StackKind kind = TypeLowering.KindOf(type);
        if (kind is not (StackKind.Int32 or StackKind.Int64))
        {
            throw new CompilationException(BpfDiagnostics.PrintFormat, PrintFormats.FaultOfType(type.DisplayName));
        }

        bool isCharacter = type is DefinedType { Primitive: System.Reflection.Metadata.PrimitiveTypeCode.Char };
        bool isSigned = type.IsSigned;
        string conversion = isCharacter
            ? Width(call, 2) + "c"
            : Number(Constant(call, 3), Width(call, 2), kind == StackKind.Int64 ? "ll" : "", isSigned);
        TextOf(call).AddValue(conversion, call.Emit.ToInt64(new StackValue(kind, call.Emit.ToAbi(call.Arguments[1], type)), isSigned));
        return StackValue.Nothing;
    }

    private static StackValue AppendText(IntrinsicCall call)
    {
        LLVMValueRef start = call.Builder.BuildLoad2(call.Types.Pointer, call.Emit.ToPointer(call.Arguments[1])); // a span begins with its reference
        TextOf(call).AddValue(Width(call, 2) + "s", call.Builder.BuildPtrToInt(start, call.Types.Int64));
        return StackValue.Nothing;
    }

    private static StackValue AppendPointer(IntrinsicCall call)
    {
        string? format = Constant(call, 2);
        string conversion = PrintFormats.OfPointer(format)
            ?? throw new CompilationException(BpfDiagnostics.PrintFormat, PrintFormats.FaultOfPointer(format!));
        TextOf(call).AddValue(conversion, call.Emit.ToInt64(call.Arguments[1], isSigned: false));
        return StackValue.Nothing;
    }

    private static StackValue PrintToFile(IntrinsicCall call)
    {
        PrintText text = TextOf(call.Arguments[1]);
        byte[] bytes = text.FormatBytes;
        LLVMValueRef file = call.Builder.BuildLoad2(call.Types.Pointer, call.Pointer(0)); // a BpfSeqFile is a pointer
        LLVMValueRef format = call.Emit.Module.Globals.AddData(bytes, 1);
        LLVMValueRef values = text.Values.Count == 0 ? LLVMValueRef.CreateConstNull(call.Types.Pointer) : Array(call, text.Values);
        return call.Result(call.CallHelper(
            HelperNumbers.SeqPrintf, call.Types.Int64, [file, format, call.Emit.Int32(bytes.Length), values, SizeOf(call, text)]));
    }

    private static StackValue PrintToStream(IntrinsicCall call, int stream)
    {
        PrintText text = TextOf(call.Arguments[0]);
        LLVMValueRef format = call.Emit.Module.Globals.AddData(text.FormatBytes, 1);
        LLVMValueRef values = text.Values.Count == 0 ? call.Emit.ShortLivedSlot() : Array(call, text.Values);
        MethodDesc write = call.Method.Owner.Methods.First(static method => method.Name == "Write");
        FunctionInfo function = call.Emit.Module.Functions.Get(write, call.Emit.Function, 0);
        return call.Result(call.Builder.BuildCall2(function.Type, function.Value, [call.Emit.Int32(stream), format, values, SizeOf(call, text)]));
    }

    private static PrintText TextOf(StackValue argument) => argument.Symbol switch
    {
        Symbol.PrintHandler handler => handler.Content,
        Symbol.Text literal => new PrintText().AddLiteral(literal.Value),
        _ => throw new CompilationException(BpfDiagnostics.PrintFormat, "its argument must be written as an interpolated string or a literal"),
    };

    private static StackValue Print(IntrinsicCall call)
    {
        PrintText text = TextOf(call.Arguments[0]);
        byte[] bytes = text.FormatBytes;
        LLVMValueRef format = call.Emit.Module.Globals.AddData(bytes, 1);
        LLVMValueRef length = call.Emit.Int32(bytes.Length);
        LLVMValueRef result = text.Values.Count <= RegistersForValues
            ? call.CallHelper(HelperNumbers.TracePrintk, call.Types.Int64, [format, length, .. text.Values])
            : call.CallHelper(HelperNumbers.TraceVprintk, call.Types.Int64, [format, length, Array(call, text.Values), SizeOf(call, text)]);
        return call.Result(result);
    }

    private static LLVMValueRef SizeOf(IntrinsicCall call, PrintText text) => call.Emit.Int32(text.Values.Count * sizeof(ulong));

    private static LLVMValueRef Array(IntrinsicCall call, IReadOnlyList<LLVMValueRef> values)
    {
        LLVMValueRef array = call.Emit.Alloca(LLVMTypeRef.CreateArray(call.Types.Int64, (uint)values.Count), sizeof(ulong));
        for (int i = 0; i < values.Count; i++)
        {
            call.Builder.BuildStore(values[i], call.Emit.Offset(array, i * sizeof(ulong)));
        }

        return array;
    }

    // .NET's standard numeric formats that the kernel's printf also supports.
    private static string Number(string? format, string width, string size, bool isSigned)
    {
        if (PrintFormats.FaultOfNumber(format, width.Length > 0) is { } fault)
        {
            throw new CompilationException(BpfDiagnostics.PrintFormat, fault);
        }

        string letter = format is { Length: > 0 } ? format[..1] : "d";
        string digits = format is { Length: > 1 } ? format[1..] : "";
        string padding = digits.TrimStart('0').Length > 0 ? "0" + digits.TrimStart('0') : width;
        return padding + size + letter switch
        {
            "x" => "x",
            "X" => "X",
            _ => isSigned ? "d" : "u",
        };
    }

    private static string Width(IntrinsicCall call, int argument)
    {
        LLVMValueRef width = call.Arguments[argument].Value;
        return !width.IsConstantInt ? throw new CompilationException(BpfDiagnostics.PrintFormat, "a width must be a constant")
            : width.ConstIntSExt == 0 ? ""
            : width.ConstIntSExt.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    // Null for a null reference: the argument was left out.
    private static string? Constant(IntrinsicCall call, int argument) => call.Arguments[argument] switch
    {
        { Symbol: Symbol.Text text } => text.Value,
        { Kind: StackKind.Pointer, Value: { IsConstant: true, IsNull: true } } => null,
        _ => throw new CompilationException(BpfDiagnostics.StringUse),
    };

    private static PrintText TextOf(IntrinsicCall call) => call.Arguments[0].Symbol is Symbol.PrintHandler handler
        ? handler.Content
        : throw new CompilationException(BpfDiagnostics.PrintFormat, "its argument must be written as an interpolated string");
}
