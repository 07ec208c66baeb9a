using System.Runtime.InteropServices.Marshalling;
using Bpf.Objects.NativeNames;
using Bpf.Runtime;

namespace Bpf.Symbols.Syscalls;

/// <summary>Passes text to the C library as UTF-8, and refuses text that the C library would cut off.</summary>
[CustomMarshaller(typeof(string), MarshalMode.ManagedToUnmanagedIn, typeof(ManagedToUnmanagedIn))]
internal static unsafe class NativeTextMarshaller
{
    /// <summary>One argument of a call.</summary>
    public ref struct ManagedToUnmanagedIn
    {
        private Utf8StringMarshaller.ManagedToUnmanagedIn _text;

        /// <summary>Length in bytes of the buffer on the stack that short text fits into.</summary>
        public static int BufferSize => Utf8StringMarshaller.ManagedToUnmanagedIn.BufferSize;

        /// <summary>Takes the argument.</summary>
        /// <exception cref="BpfException">It contains a zero character.</exception>
        public void FromManaged(string? managed, Span<byte> buffer)
        {
            if (managed is not null)
            {
                NativeText.Require(managed);
            }

            _text.FromManaged(managed, buffer);
        }

        /// <summary>Returns the argument for the C library.</summary>
        public byte* ToUnmanaged() => _text.ToUnmanaged();

        /// <summary>Frees the memory after the call.</summary>
        public void Free() => _text.Free();
    }
}
