#nullable enable
using System;
using System.Reflection;

namespace Bpf.Runtime
{
    public enum BpfObjectState { Opened, Prepared, Loaded, Disposed }
    public sealed class BpfObjectOptions;
    public sealed class BpfObject : IDisposable
    {
        public static BpfObject OpenEmbedded(Assembly assembly, string objectName, BpfObjectOptions? options = null) => throw null!;
        public BpfObjectState State => default;
        public BpfProgramCollection Programs => throw null!;
        public BpfMapCollection Maps => throw null!;
        public BpfGlobals Globals => throw null!;
        public void Load() { }
        public void Attach() { }
        public void Detach() { }
        public void Dispose() { }
    }
    public sealed class BpfProgramCollection
    {
        public BpfProgram this[string name] => throw null!;
        public T Get<T>(string name) where T : BpfProgram => throw null!;
    }
    public sealed class BpfMapCollection { public BpfMap this[string name] => throw null!; }
    public sealed class BpfGlobals { public ref T Reference<T>(string section, string name) where T : unmanaged => throw null!; public void Set<T>(string section, string name, T value) where T : unmanaged { } }
    public sealed class BpfStateException : Exception;
    public class BpfProgram { public Link? Link => null; }
    public sealed class UprobeProgram : BpfProgram;
    public abstract class Link;
    public sealed class BpfMap;
    public sealed class HashMap<TKey, TValue>(BpfMap map) where TKey : unmanaged where TValue : unmanaged;
    public sealed class ArrayMap<T>(BpfMap map) where T : unmanaged;
    public sealed class RingBuffer<T>(BpfMap map) : IDisposable where T : unmanaged { public void Dispose() { } }
}
