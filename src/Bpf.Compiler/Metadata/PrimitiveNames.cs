using System.Collections.Frozen;
using System.Reflection.Metadata;

namespace Bpf.Compiler.Metadata;

/// <summary>Names of the types with their own element type in signatures.</summary>
internal static class PrimitiveNames
{
    private static readonly FrozenDictionary<string, PrimitiveTypeCode> s_codes = new Dictionary<string, PrimitiveTypeCode>
    {
        ["System.Void"] = PrimitiveTypeCode.Void,
        ["System.Boolean"] = PrimitiveTypeCode.Boolean,
        ["System.Char"] = PrimitiveTypeCode.Char,
        ["System.SByte"] = PrimitiveTypeCode.SByte,
        ["System.Byte"] = PrimitiveTypeCode.Byte,
        ["System.Int16"] = PrimitiveTypeCode.Int16,
        ["System.UInt16"] = PrimitiveTypeCode.UInt16,
        ["System.Int32"] = PrimitiveTypeCode.Int32,
        ["System.UInt32"] = PrimitiveTypeCode.UInt32,
        ["System.Int64"] = PrimitiveTypeCode.Int64,
        ["System.UInt64"] = PrimitiveTypeCode.UInt64,
        ["System.Single"] = PrimitiveTypeCode.Single,
        ["System.Double"] = PrimitiveTypeCode.Double,
        ["System.IntPtr"] = PrimitiveTypeCode.IntPtr,
        ["System.UIntPtr"] = PrimitiveTypeCode.UIntPtr,
        ["System.Object"] = PrimitiveTypeCode.Object,
        ["System.String"] = PrimitiveTypeCode.String,
        ["System.TypedReference"] = PrimitiveTypeCode.TypedReference,
    }.ToFrozenDictionary();

    public static PrimitiveTypeCode? Find(string fullName) => s_codes.TryGetValue(fullName, out PrimitiveTypeCode code) ? code : null;

    public static string FullName(PrimitiveTypeCode code) => "System." + code;

    /// <summary>Returns the C# keyword of a primitive type.</summary>
    public static string? Keyword(PrimitiveTypeCode code) => code switch
    {
        PrimitiveTypeCode.Void => "void",
        PrimitiveTypeCode.Boolean => "bool",
        PrimitiveTypeCode.Char => "char",
        PrimitiveTypeCode.SByte => "sbyte",
        PrimitiveTypeCode.Byte => "byte",
        PrimitiveTypeCode.Int16 => "short",
        PrimitiveTypeCode.UInt16 => "ushort",
        PrimitiveTypeCode.Int32 => "int",
        PrimitiveTypeCode.UInt32 => "uint",
        PrimitiveTypeCode.Int64 => "long",
        PrimitiveTypeCode.UInt64 => "ulong",
        PrimitiveTypeCode.Single => "float",
        PrimitiveTypeCode.Double => "double",
        PrimitiveTypeCode.IntPtr => "nint",
        PrimitiveTypeCode.UIntPtr => "nuint",
        PrimitiveTypeCode.Object => "object",
        PrimitiveTypeCode.String => "string",
        _ => null,
    };
}
