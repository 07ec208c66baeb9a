using System.Collections.Frozen;
using System.Reflection.Metadata;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>Methods of the framework that are not IL, or that ask the runtime: what they do when static constructors run at compile time.</summary>
internal static class StaticCalls
{
    private const string Unsafe = "System.Runtime.CompilerServices.Unsafe.";
    private const string Helpers = "System.Runtime.CompilerServices.RuntimeHelpers.";

    private static readonly FrozenDictionary<string, Func<StaticCall, StaticValue?>> s_all = new Dictionary<string, Func<StaticCall, StaticValue?>>
    {
        [Unsafe + "As"] = static call => call.Method.Arguments.Count == 2 ? call.Address(0) : throw new NotConstantException("an object is not a constant"),
        [Unsafe + "AsRef"] = static call => call.Address(0),
        [Unsafe + "AsPointer"] = static call => call.Address(0),
        [Unsafe + "Add"] = static call => Move(call, LayoutEngine.SizeOf(call.Type)),
        [Unsafe + "Subtract"] = static call => Move(call, -LayoutEngine.SizeOf(call.Type)),
        [Unsafe + "AddByteOffset"] = static call => Move(call, 1),
        [Unsafe + "SubtractByteOffset"] = static call => Move(call, -1),
        [Unsafe + "ByteOffset"] = static call => Wide(call.References.NumberOf(call.Address(1)) - call.References.NumberOf(call.Address(0))),
        [Unsafe + "AreSame"] = static call => Truth(call.References.NumberOf(call.Address(0)) == call.References.NumberOf(call.Address(1))),
        [Unsafe + "IsAddressLessThan"] = static call => Truth(call.References.NumberOf(call.Address(0)) < call.References.NumberOf(call.Address(1))),
        [Unsafe + "IsAddressLessThanOrEqualTo"] = static call => Truth(call.References.NumberOf(call.Address(0)) <= call.References.NumberOf(call.Address(1))),
        [Unsafe + "IsAddressGreaterThan"] = static call => Truth(call.References.NumberOf(call.Address(0)) > call.References.NumberOf(call.Address(1))),
        [Unsafe + "IsAddressGreaterThanOrEqualTo"] = static call => Truth(
        call.References.NumberOf(call.Address(0)) >= call.References.NumberOf(call.Address(1))),
        [Unsafe + "IsNullRef"] = static call => Truth(call.Arguments[0] is StaticValue.Integer { Bits: 0 }),
        [Unsafe + "NullRef"] = static _ => Wide(0),
        [Unsafe + "SizeOf"] = static call => new StaticValue.Integer(LayoutEngine.SizeOf(call.Type), IsWide: false),
        [Unsafe + "SkipInit"] = static _ => null,
        [Unsafe + "Read"] = static call => call.References.Read(call.Type, call.Address(0)),
        [Unsafe + "ReadUnaligned"] = static call => call.References.Read(call.Type, call.Address(0)),
        [Unsafe + "Write"] = Write,
        [Unsafe + "WriteUnaligned"] = Write,
        [Unsafe + "BitCast"] = BitCast,
        [Unsafe + "CopyBlock"] = static call => Copy(call, call.Address(0), call.Address(1), call.Count(2)),
        [Unsafe + "CopyBlockUnaligned"] = static call => Copy(call, call.Address(0), call.Address(1), call.Count(2)),
        [Unsafe + "InitBlock"] = static call => Fill(call.Address(0), (byte)call.Integer(1), call.Count(2)),
        [Unsafe + "InitBlockUnaligned"] = static call => Fill(call.Address(0), (byte)call.Integer(1), call.Count(2)),
        [Helpers + "InitializeArray"] = InitializeArray,
        [Helpers + "CreateSpan"] = CreateSpan,
        [Helpers + "GetSubArray"] = GetSubArray,
        [Helpers + "IsReferenceOrContainsReferences"] = static _ => Truth(false),
        [Helpers + "IsBitwiseEquatable"] = static _ => Truth(false),
        [Helpers + "IsKnownConstant"] = static _ => Truth(false),
        ["System.Array.Empty"] = static call => new StaticValue.Elements([], call.Type),
        ["System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference"] = static call => call.Arguments[0] is StaticValue.Elements array
            ? new StaticValue.Address(array.Data, 0)
            : throw new NotConstantException("an array is not a constant"),
        ["System.Buffer.Memmove"] = static call => Copy(call, call.Address(0), call.Address(1),
        call.Count(2) * (call.Method.Arguments.Count == 0 ? 1 : LayoutEngine.SizeOf(call.Type))),
        ["System.SpanHelpers.Memmove"] = static call => Copy(call, call.Address(0), call.Address(1), call.Count(2)),
        ["System.SpanHelpers.ClearWithoutReferences"] = static call => Fill(call.Address(0), 0, call.Count(1)),
        ["System.Type.GetTypeFromHandle"] = static call => call.Arguments[0],
        ["System.Type.op_Equality"] = static call => Truth(AreSameTypes(call)),
        ["System.Type.op_Inequality"] = static call => Truth(!AreSameTypes(call)),
        ["System.Type.get_IsValueType"] = static _ => Truth(true),
        ["System.String.get_Length"] = static call => new StaticValue.Integer(Text(call).Length, IsWide: false),
        ["System.String.get_Chars"] = static call => call.Count(1) is var index && index < Text(call).Length
            ? new StaticValue.Integer(Text(call)[index], IsWide: false)
            : throw new NotConstantException("an index is out of range"),
    }.ToFrozenDictionary();

    // Without IL, or with IL that asks the processor.
    private static readonly FrozenDictionary<string, Func<double, double>> s_functions = new Dictionary<string, Func<double, double>>
    {
        ["Acos"] = Math.Acos, ["Acosh"] = Math.Acosh, ["Asin"] = Math.Asin, ["Asinh"] = Math.Asinh, ["Atan"] = Math.Atan, ["Atanh"] = Math.Atanh,
        ["Cbrt"] = Math.Cbrt, ["Ceiling"] = Math.Ceiling, ["Cos"] = Math.Cos, ["Cosh"] = Math.Cosh, ["Exp"] = Math.Exp, ["Floor"] = Math.Floor,
        ["Log"] = Math.Log, ["Log10"] = Math.Log10, ["Log2"] = Math.Log2, ["Sin"] = Math.Sin, ["Sinh"] = Math.Sinh, ["Sqrt"] = Math.Sqrt, ["Tan"] = Math.Tan,
        ["Tanh"] = Math.Tanh, ["Truncate"] = Math.Truncate,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Func<float, float>> s_singleFunctions = new Dictionary<string, Func<float, float>>
    {
        ["Acos"] = MathF.Acos, ["Acosh"] = MathF.Acosh, ["Asin"] = MathF.Asin, ["Asinh"] = MathF.Asinh, ["Atan"] = MathF.Atan, ["Atanh"] = MathF.Atanh,
        ["Cbrt"] = MathF.Cbrt, ["Ceiling"] = MathF.Ceiling, ["Cos"] = MathF.Cos, ["Cosh"] = MathF.Cosh, ["Exp"] = MathF.Exp, ["Floor"] = MathF.Floor,
        ["Log"] = MathF.Log, ["Log10"] = MathF.Log10, ["Log2"] = MathF.Log2, ["Sin"] = MathF.Sin, ["Sinh"] = MathF.Sinh, ["Sqrt"] = MathF.Sqrt,
        ["Tan"] = MathF.Tan, ["Tanh"] = MathF.Tanh, ["Truncate"] = MathF.Truncate,
    }.ToFrozenDictionary();

    /// <summary>What a call does; null where the IL of the method says it.</summary>
    public static Func<StaticCall, StaticValue?>? Find(MethodDesc method)
        => method.Name is "get_IsSupported" or "get_IsHardwareAccelerated" && method.IsStatic ? static _ => Truth(false)
            : method.Owner.IsNamed("System.Math") || method.Owner.IsNamed("System.MathF") ? FindFunction(method)
            : s_all.GetValueOrDefault($"{method.Owner.FullName}.{method.Name}");

    private static Func<StaticCall, StaticValue?>? FindFunction(MethodDesc method)
    {
        if (!method.Signature.ParameterTypes.All(static type => type is DefinedType { Primitive: PrimitiveTypeCode.Double or PrimitiveTypeCode.Single }))
        {
            return null;
        }

        bool isSingle = method.Owner.Name == "MathF";
        return (method.Name, method.Signature.ParameterTypes.Length) switch
        {
            (_, 1) when isSingle && s_singleFunctions.TryGetValue(method.Name, out Func<float, float>? single)
                => call => new StaticValue.Real(single((float)call.Real(0)), IsSingle: true),
            (_, 1) when !isSingle && s_functions.TryGetValue(method.Name, out Func<double, double>? wide)
                => call => new StaticValue.Real(wide(call.Real(0)), IsSingle: false),
            ("SinCos", 1) => SinCos,
            ("Atan2", 2) => call => Rounded(call, Math.Atan2(call.Real(0), call.Real(1)), MathF.Atan2((float)call.Real(0), (float)call.Real(1))),
            ("Pow", 2) => call => Rounded(call, Math.Pow(call.Real(0), call.Real(1)), MathF.Pow((float)call.Real(0), (float)call.Real(1))),
            ("FusedMultiplyAdd", 3) => call => Rounded(call, Math.FusedMultiplyAdd(call.Real(0), call.Real(1), call.Real(2)),
                MathF.FusedMultiplyAdd((float)call.Real(0), (float)call.Real(1), (float)call.Real(2))),
            _ => null,
        };
    }

    private static StaticValue.Bytes SinCos(StaticCall call)
    {
        if (call.Method.Owner.Name == "MathF")
        {
            (float sine, float cosine) = MathF.SinCos((float)call.Real(0));
            return new StaticValue.Bytes([.. BitConverter.GetBytes(sine), .. BitConverter.GetBytes(cosine)]);
        }

        (double wideSine, double wideCosine) = Math.SinCos(call.Real(0));
        return new StaticValue.Bytes([.. BitConverter.GetBytes(wideSine), .. BitConverter.GetBytes(wideCosine)]);
    }

    private static StaticValue.Real Rounded(StaticCall call, double wide, float single)
        => call.Method.Owner.Name == "MathF" ? new StaticValue.Real(single, IsSingle: true) : new StaticValue.Real(wide, IsSingle: false);

    private static StaticValue.Integer Truth(bool value) => new(value ? 1 : 0, IsWide: false);

    private static StaticValue.Integer Wide(long value) => new(value, IsWide: true);

    private static StaticValue.Address Move(StaticCall call, long factor)
        => call.Address(0) is var start && start.Offset + (call.Integer(1) * factor) is >= int.MinValue and <= int.MaxValue and var offset
            ? start with { Offset = (int)offset }
            : throw new NotConstantException("an index is out of range");

    private static StaticValue? Write(StaticCall call)
    {
        call.References.Write(call.Arguments[1], call.Type, call.Address(0));
        return null;
    }

    private static StaticValue BitCast(StaticCall call)
    {
        StaticValue.Address memory = new(new byte[LayoutEngine.SizeOf(call.Type)], 0);
        call.References.Write(call.Arguments[0], call.Type, memory);
        return call.References.Read(call.Method.Arguments[1], memory);
    }

    private static StaticValue? Copy(StaticCall call, StaticValue.Address to, StaticValue.Address from, int size)
    {
        call.References.CheckKnown(from);
        from.Span(size).CopyTo(to.Span(size));
        return null;
    }

    private static StaticValue? Fill(StaticValue.Address to, byte value, int size)
    {
        to.Span(size).Fill(value);
        return null;
    }

    private static StaticValue? InitializeArray(StaticCall call)
    {
        if (call.Arguments is [StaticValue.Elements array, StaticValue.Token token])
        {
            token.Field.ReadData(array.Data.Length).CopyTo(array.Data, 0);
        }

        return null;
    }

    private static StaticValue.Elements GetSubArray(StaticCall call)
    {
        if (call.Arguments is not [StaticValue.Elements array, StaticValue.Bytes { Data: var range }])
        {
            throw new NotConstantException(NotConstant.Memory);
        }

        int size = LayoutEngine.SizeOf(array.Type);
        int length = array.Data.Length / size;
        (int start, int end) = (IndexAt(0), IndexAt(sizeof(int)));
        return start >= 0 && start <= end && end <= length
            ? new StaticValue.Elements(array.Data[(start * size)..(end * size)], array.Type)
            : throw new NotConstantException("an index is out of range");

        // System.Index holds the complement of an index from the end.
        int IndexAt(int offset) => BitConverter.ToInt32(range, offset) is >= 0 and var index ? index : length + 1 + BitConverter.ToInt32(range, offset);
    }

    // A reference and a length.
    private static StaticValue.Bytes CreateSpan(StaticCall call)
    {
        if (call.Arguments[0] is not StaticValue.Token { Field: { HasData: true } field })
        {
            throw new NotConstantException("a span is not a constant");
        }

        byte[] data = call.References.DataOf(field);
        byte[] span = new byte[LayoutEngine.SizeOf(call.Method.Signature.ReturnType)];
        BitConverter.TryWriteBytes(span, call.References.NumberOf(new StaticValue.Address(data, 0)));
        BitConverter.TryWriteBytes(span.AsSpan(sizeof(long)), data.Length / LayoutEngine.SizeOf(call.Type));
        return new StaticValue.Bytes(span);
    }

    private static bool AreSameTypes(StaticCall call) => call.Arguments is [StaticValue.TypeToken left, StaticValue.TypeToken right]
        ? ReferenceEquals(left.Value, right.Value)
        : throw new NotConstantException("a type is not a constant");

    private static string Text(StaticCall call)
        => (call.Arguments[0] as StaticValue.Text)?.Value ?? throw new NotConstantException(NotConstant.Text);
}
