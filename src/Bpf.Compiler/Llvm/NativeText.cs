using System.Runtime.InteropServices;
using System.Text;

namespace Bpf.Compiler.Llvm;

/// <summary>Marshals text to and from LLVM.</summary>
internal static unsafe class NativeText
{
    internal static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Copies text that LLVM owns.</summary>
    internal static string Borrowed(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    /// <summary>Copies text that the caller owns, then frees it.</summary>
    internal static string Taken(byte* text)
    {
        string result = Borrowed(text);
        if (text != null)
        {
            LLVM.DisposeMessage(text);
        }

        return result;
    }
}
