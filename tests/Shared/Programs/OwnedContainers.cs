namespace Bpf.Testing;

/// <summary>Programs that own objects in lists, trees and references, as statements of a syscall program.</summary>
internal static class OwnedContainers
{
    /// <summary>The types and fields that the statements use.</summary>
    public const string Members = """
            public struct Call { public int A; public int B; public long Result; }
            public struct Item { public BpfReferenceCount Owners; public BpfListNode Links; public BpfTreeNode Place; public long Key; }
            public struct Queue { public BpfSpinLock Lock; public BpfList<Item> Items; public int Count; }
            public struct Index { public BpfSpinLock Lock; public BpfTree<Item> Items; }
            public struct Slot { public BpfKptr<Item> Item; public BpfKptr<KeptTask> Task; public BpfUntrustedKptr<KeptTask> Seen; }
            [KernelStruct("task_struct")] public struct KeptTask { public int tgid; }
            [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<int, Slot> Slots = new();
            [BpfMap(MaxEntries = 4)] static readonly BpfArray<Queue> Queues = new();
            static Queue s_queue;
            static Index s_index;
            static BpfKptr<Item> s_spare;
            static BpfKptr<KeptTask> s_task;
            static BpfKptr<KernelTask> s_kept;
            static BpfCipherParameters s_parameters;
            static BpfKptr<BpfCipher> s_cipher;
            static bool IsLower(in Item left, in Item right) => left.Key < right.Key;
            static long KeyOf(BpfOwned<Item> item) => item.Value.Key;
            static void Add(BpfOwned<Item> item) { using (s_queue.Lock.EnterScope()) s_queue.Items.PushBack(item); }
            static void AddAnother(BpfOwned<Item> item) { item.TryShare(out BpfOwned<Item> other); Add(other); item.Release(); }
            static void AddLocked(ref Queue queue, BpfOwned<Item> item) { queue.Items.PushBack(item); queue.Count++; }
            static bool TryMake(long key, out BpfOwned<Item> item) { if (!BpfOwned.TryNew(out item)) return false; item.Value.Key = key; return true; }
        """;

    /// <summary>Right programs.</summary>
    public static TheoryData<string> All =>
    [
        "if (BpfOwned.TryNew(out BpfOwned<Item> item)) { item.Value.Key = call.A; item.Release(); }",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; call.Result = KeyOf(item); item.Release();",
        "BpfOwned.TryNew(out BpfOwned<Item> item); if (item.IsNull) return 1; item.Release();",
        "bool isThere = BpfOwned.TryNew(out BpfOwned<Item> item); if (!isThere) return 1; item.Value.Key = 3; item.Release();",
        "if (BpfOwned.TryNew(out BpfOwned<Item> item)) { if (call.A == 3) { item.Release(); return 1; } item.Release(); }",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; try { if (call.A == 3) return 2; item.Value.Key = 4; } finally { item.Release(); }",
        "if (TryMake(call.A, out BpfOwned<Item> item)) Add(item);",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; BpfOwned<Item> same = item; same.Release();",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; if (call.A == 3) { item.Release(); throw new BpfAbortException(1); } item.Release();",
        // Lists.
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; using (s_queue.Lock.EnterScope()) { s_queue.Items.PushBack(item); s_queue.Count++; }",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; using (s_queue.Lock.EnterScope()) { s_queue.Items.PushFront(item); item.Value.Key = 7; call.Result = item.Value.Key; }",
        "bool isThere; BpfOwned<Item> item; using (s_queue.Lock.EnterScope()) isThere = s_queue.Items.TryPopFront(out item); if (isThere) item.Release();",
        "bool isThere; BpfOwned<Item> item; using (s_queue.Lock.EnterScope()) { isThere = s_queue.Items.TryPopBack(out item); if (isThere) s_queue.Count--; } if (!isThere) return 0; call.Result = item.Value.Key; item.Release();",
        "BpfOwned<Item> item; using (s_queue.Lock.EnterScope()) { if (!s_queue.Items.TryPopFront(out item)) return 0; call.Result = item.Value.Key; } item.Release();",
        "using (s_queue.Lock.EnterScope()) { if (s_queue.Items.TryPopFront(out BpfOwned<Item> item)) s_queue.Items.PushBack(item); }",
        "using (s_queue.Lock.EnterScope()) { if (s_queue.Items.TryGetFirst(out BpfRef<Item> first)) call.Result = first.Value.Key; }",
        "BpfSpinLock.Scope scope = s_queue.Lock.EnterScope(); bool isThere = s_queue.Items.TryPopFront(out BpfOwned<Item> item); scope.Dispose(); if (isThere) item.Release();",
        "for (int i = 0; i < 4; i++) { bool isThere; BpfOwned<Item> item; using (s_queue.Lock.EnterScope()) isThere = s_queue.Items.TryPopFront(out item); if (!isThere) break; call.Result += item.Value.Key; item.Release(); }",
        "if (!Queues.TryGetRef((uint)call.A & 3, out BpfRef<Queue> queue) || !BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; using (queue.Value.Lock.EnterScope()) queue.Value.Items.PushBack(item);",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; AddAnother(item);",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; using (s_queue.Lock.EnterScope()) AddLocked(ref s_queue, item);",
        "using (s_queue.Lock.EnterScope()) { foreach (int i in KernelIterators.Range(0, 9)) s_queue.Count += i; }",
        "ref Queue queue = ref s_queue; bool isThere = false; BpfOwned<Item> item = default; using (queue.Lock.EnterScope()) { if (call.A > 3) isThere = queue.Items.TryPopFront(out item); } if (isThere) item.Release();",
        "bool isThere; BpfOwned<Item> item; using (s_queue.Lock.EnterScope()) { isThere = s_queue.Items.TryPopFront(out item); if (isThere && item.Value.Key > 3) { s_queue.Items.PushBack(item); isThere = false; } } if (isThere) item.Release();",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; bool isUsed = call.A > 3; if (isUsed) { using (s_queue.Lock.EnterScope()) s_queue.Items.PushBack(item); } else item.Release(); if (isUsed) call.Result = 1;",
        // Trees.
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; item.Value.Key = call.A; using (s_index.Lock.EnterScope()) s_index.Items.Add(item, IsLower);",
        "bool isThere; BpfOwned<Item> item; using (s_index.Lock.EnterScope()) isThere = s_index.Items.TryPopFirst(out item); if (isThere) item.Release();",
        "bool isRemoved = false; BpfOwned<Item> item = default; using (s_index.Lock.EnterScope()) { if (s_index.Items.TryGetFirst(out BpfRef<Item> first) && first.Value.Key == call.A) isRemoved = s_index.Items.TryRemove(first, out item); } if (isRemoved) item.Release();",
        // Several owners.
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; if (!item.TryShare(out BpfOwned<Item> other)) { item.Release(); return 1; } other.Release(); item.Release();",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; item.TryShare(out BpfOwned<Item> other); using (s_queue.Lock.EnterScope()) s_queue.Items.PushBack(item); using (s_index.Lock.EnterScope()) s_index.Items.Add(other, IsLower);",
        // References.
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; if (s_spare.TryExchange(item, out BpfOwned<Item> previous)) previous.Release();",
        "BpfOwned.TryNew(out BpfOwned<Item> item); if (s_spare.TryExchange(item, out BpfOwned<Item> previous)) previous.Release();",
        "if (s_spare.TryTake(out BpfOwned<Item> item)) { call.Result = item.Value.Key; item.Release(); }",
        "if (!Slots.TryGetRef(call.A, out BpfRef<Slot> slot)) return 1; if (slot.Value.Item.TryTake(out BpfOwned<Item> item)) Add(item);",
        "task_struct* task = bpf_task_from_pid(call.A); if (task == null) return 1; KeptTask* previous = s_task.Exchange((KeptTask*)task); if (previous != null) bpf_task_release((task_struct*)previous);",
        "task_struct* task = (task_struct*)s_task.Exchange(null); if (task == null) return 0; call.Result = task->tgid; bpf_task_release(task);",
        "if (!Slots.TryGetRef(call.A, out BpfRef<Slot> slot)) return 1; task_struct* task = bpf_task_from_pid(call.B); if (task == null) return 1; KeptTask* previous = slot.Value.Task.Exchange((KeptTask*)task); if (previous is null) return 0; task_struct* old = (task_struct*)previous; bpf_task_release(old);",
        "KeptTask* task = null; KeptTask* previous = s_task.Exchange(task); if (previous != null) bpf_task_release((task_struct*)previous);",
        "BpfOwned<Item> item = default; bool isMade = call.A > 3 && BpfOwned.TryNew(out item); if (isMade) item.Release();",
        "task_struct* task = bpf_task_from_pid(call.A); if (task == null) return 1; task_struct* previous = s_kept.Exchange(task); if (previous != null) bpf_task_release(previous);",
        "BpfCipher* cipher = BpfCipher.Create(in s_parameters, out int error); if (cipher == null) return error; BpfCipher* previous = s_cipher.Exchange(cipher); if (previous != null) BpfCipher.Release(previous);",
        "Item* memory = (Item*)bpf_obj_new_impl(Core.TypeIdLocal<Item>(), null); if (memory == null) return 1; memory->Key = 3; Item* previous = s_spare.Exchange(memory); if (previous != null) bpf_obj_drop_impl(previous, null);",
    ];

    /// <summary>Wrong programs, with the diagnostics as the analyzer tests mark them.</summary>
    public static TheoryData<string> Wrong =>
    [
        // Nobody owns it in the end.
        "if ({|BPF0431:BpfOwned.TryNew(out BpfOwned<Item> item)|}) item.Value.Key = 3;",
        "if (!{|BPF0431:BpfOwned.TryNew(out BpfOwned<Item> item)|}) return 1; if (call.A == 3) return 2; item.Release();",
        "{|BPF0431:BpfOwned.TryNew(out BpfOwned<Item> _)|};",
        "bool isThere = {|BPF0431:BpfOwned.TryNew(out BpfOwned<Item> item)|}; if (isThere && call.A == 3) item.Release();",
        "if (!{|BPF0431:BpfOwned.TryNew(out BpfOwned<Item> item)|}) return 1; if (call.A == 3) throw new BpfAbortException(1); item.Release();",
        "for (int i = 0; i < 4; i++) { if (!{|BPF0431:BpfOwned.TryNew(out BpfOwned<Item> item)|}) break; item.Value.Key = i; }",
        "if (!{|BPF0431:BpfOwned.TryNew(out BpfOwned<Item> item)|}) return 1; if (!item.TryShare(out BpfOwned<Item> other)) return 1; other.Release();",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; {|BPF0431:item.TryShare(out BpfOwned<Item> other)|}; item.Release();",
        "bool isThere; BpfOwned<Item> item; using (s_queue.Lock.EnterScope()) isThere = {|BPF0431:s_queue.Items.TryPopFront(out item)|}; if (isThere) call.Result = item.Value.Key;",
        "using (s_queue.Lock.EnterScope()) {|BPF0431:s_queue.Items.TryPopBack(out _)|};",
        "using (s_index.Lock.EnterScope()) { if ({|BPF0431:s_index.Items.TryPopFirst(out BpfOwned<Item> item)|}) call.Result = item.Value.Key; }",
        "if ({|BPF0431:s_spare.TryTake(out BpfOwned<Item> item)|}) call.Result = item.Value.Key;",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; {|BPF0431:s_spare.TryExchange(item, out BpfOwned<Item> previous)|};",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; {|BPF0431:s_spare.TryExchange(item, out _)|};",
        "task_struct* task = bpf_task_from_pid(call.A); if (task == null) return 1; {|BPF0431:s_task.Exchange((KeptTask*)task)|};",
        "task_struct* task = bpf_task_from_pid(call.A); if (task == null) return 1; if ({|BPF0431:s_task.Exchange((KeptTask*)task)|} != null) call.Result = 1;",
        "KeptTask* task = {|BPF0431:s_task.Exchange(null)|}; if (task != null) call.Result = task->tgid;",
        "task_struct* task = bpf_task_from_pid(call.A); if (task == null) return 1; task_struct* old = {|BPF0431:s_kept.Exchange(task)|}; if (old != null) call.Result = old->tgid;",
        "BpfCipher* cipher = {|BPF0431:BpfCipher.Create(in s_parameters, out int error)|}; if (cipher == null) return error;",
        "{|BPF0431:BpfCipher.Create(in s_parameters, out call.A)|};",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; using (s_queue.Lock.EnterScope()) { s_queue.Items.PushBack(item); if ({|BPF0431:item.TryShare(out BpfOwned<Item> other)|}) call.Result = other.Value.Key; }",
        "if (!{|BPF0431:BpfOwned.TryNew(out BpfOwned<Item> item)|}) return 1; bool isUsed = call.A > 3; if (isUsed) { using (s_queue.Lock.EnterScope()) s_queue.Items.PushBack(item); }",
        // Given away twice.
        "if (BpfOwned.TryNew(out BpfOwned<Item> item)) { item.Release(); {|BPF0432:item.Release()|}; }",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; using (s_queue.Lock.EnterScope()) s_queue.Items.PushBack(item); {|BPF0432:item.Release()|};",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; using (s_queue.Lock.EnterScope()) { s_queue.Items.PushBack(item); {|BPF0432:s_queue.Items.PushFront(item)|}; }",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; if (s_spare.TryExchange(item, out BpfOwned<Item> previous)) previous.Release(); {|BPF0432:item.Release()|};",
        "task_struct* task = bpf_task_from_pid(call.A); if (task == null) return 1; KeptTask* old = s_task.Exchange((KeptTask*)task); if (old != null) bpf_task_release((task_struct*)old); {|BPF0432:bpf_task_release(task)|};",
        "BpfCipher* cipher = BpfCipher.Create(in s_parameters, out int error); if (cipher == null) return error; BpfCipher.Release(cipher); {|BPF0432:BpfCipher.Release(cipher)|};",
        // Used afterwards.
        "if (BpfOwned.TryNew(out BpfOwned<Item> item)) { item.Release(); call.Result = {|BPF0433:item.Value|}.Key; }",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; if (s_spare.TryExchange(item, out BpfOwned<Item> previous)) previous.Release(); call.Result = {|BPF0433:item.Value|}.Key;",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; using (s_queue.Lock.EnterScope()) s_queue.Items.PushBack(item); call.Result = {|BPF0466:item.Value|}.Key;",
        "BpfRef<Item> first; using (s_queue.Lock.EnterScope()) { if (!s_queue.Items.TryGetFirst(out first)) return 0; } call.Result = {|BPF0466:first.Value|}.Key;",
        // Null.
        "BpfOwned.TryNew(out BpfOwned<Item> item); {|BPF0434:item.Release()|};",
        "task_struct* task = bpf_task_from_pid(call.A); KeptTask* old = {|BPF0434:s_task.Exchange((KeptTask*)task)|}; if (old != null) bpf_task_release((task_struct*)old);",
        "BpfOwned.TryNew(out BpfOwned<Item> item); using (s_queue.Lock.EnterScope()) {|BPF0434:s_queue.Items.PushBack(item)|};",
        "BpfOwned.TryNew(out BpfOwned<Item> item); {|BPF0465:item.Value|}.Key = 3; item.Release();",
        "BpfOwned<Item> item; using (s_queue.Lock.EnterScope()) s_queue.Items.TryPopFront(out item); call.Result = {|BPF0465:item.Value|}.Key; item.Release();",
        // Locks.
        "using (s_queue.Lock.EnterScope()) { if (s_queue.Items.TryPopFront(out BpfOwned<Item> item)) {|BPF0463:item.Release()|}; }",
        "using (s_queue.Lock.EnterScope()) { if ({|BPF0463:BpfOwned.TryNew(out BpfOwned<Item> item)|}) s_queue.Items.PushBack(item); }",
        "using (s_queue.Lock.EnterScope()) call.Result = (long){|BPF0463:BpfHelpers.KtimeGetNs()|};",
        "using (s_queue.Lock.EnterScope()) call.Result = (long){|BPF0463:BpfHelpers.MonotonicNanoseconds|};",
        "using (s_queue.Lock.EnterScope()) { using ({|BPF0463:s_index.Lock.EnterScope()|}) s_queue.Count++; }",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; {|BPF0464:s_queue.Items.PushBack(item)|};",
        "if (!BpfOwned.TryNew(out BpfOwned<Item> item)) return 1; using (s_queue.Lock.EnterScope()) s_queue.Count++; {|BPF0464:s_queue.Items.PushBack(item)|};",
    ];
}
